// Made from schemas/ by `npm run generate`; edit those instead.

/** A field that takes `{ ref: Kind/name }`. */
export interface RefField {
  /** From the spec on: names, and `*` for list items and map values. */
  readonly path: readonly string[];
  /** The kinds it may refer to. */
  readonly kinds: readonly string[];
  /** What the ref stands for. */
  readonly as: "arn" | "name";
}

/** Shared definitions, referred to as `common.json`. */
export const commonSchema: object = {
  "title": "Definitions that several kinds share",
  "definitions": {
    "metadata": {
      "type": "object",
      "additionalProperties": false,
      "required": [
        "name"
      ],
      "properties": {
        "name": {
          "type": "string",
          "pattern": "^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$",
          "x-message": "must be 1 to 100 letters, digits, \"_\", \".\" or \"-\" and begin with a letter or digit"
        },
        "labels": {
          "$ref": "#/definitions/labels"
        },
        "annotations": {
          "$ref": "#/definitions/annotations"
        }
      }
    },
    "labels": {
      "type": "object",
      "additionalProperties": {
        "type": "string",
        "maxLength": 256
      },
      "maxProperties": 64
    },
    "annotations": {
      "type": "object",
      "propertyNames": {
        "anyOf": [
          {
            "not": {
              "pattern": "^watchkeeper\\.dev/"
            }
          },
          {
            "enum": [
              "watchkeeper.dev/adopt",
              "watchkeeper.dev/allow-data-loss",
              "watchkeeper.dev/deletion-policy",
              "watchkeeper.dev/drift",
              "watchkeeper.dev/ignore",
              "watchkeeper.dev/prune",
              "watchkeeper.dev/reconcile"
            ]
          }
        ]
      },
      "properties": {
        "watchkeeper.dev/adopt": {
          "type": "string",
          "enum": [
            "true",
            "false"
          ]
        },
        "watchkeeper.dev/allow-data-loss": {
          "type": "string",
          "enum": [
            "true",
            "false"
          ]
        },
        "watchkeeper.dev/deletion-policy": {
          "type": "string",
          "enum": [
            "retain",
            "delete"
          ]
        },
        "watchkeeper.dev/drift": {
          "type": "string",
          "enum": [
            "revert",
            "report"
          ]
        },
        "watchkeeper.dev/ignore": {
          "type": "string",
          "pattern": "^\\s*/spec/[^,\\s]+(\\s*,\\s*/spec/[^,\\s]+)*\\s*$",
          "x-message": "must be JSON Pointers separated by commas, such as /spec/threshold"
        },
        "watchkeeper.dev/prune": {
          "type": "string",
          "enum": [
            "enabled",
            "disabled"
          ]
        },
        "watchkeeper.dev/reconcile": {
          "type": "string",
          "enum": [
            "enabled",
            "disabled"
          ]
        }
      },
      "additionalProperties": {
        "type": "string",
        "maxLength": 16384
      }
    },
    "region": {
      "type": "string",
      "pattern": "^[a-z]{2,4}(-[a-z]{2,12}){1,3}-[0-9]{1,2}$",
      "x-message": "must be a region such as us-east-1"
    },
    "placement": {
      "type": "object",
      "additionalProperties": false,
      "minProperties": 1,
      "properties": {
        "accounts": {
          "type": "array",
          "minItems": 1,
          "maxItems": 1000,
          "uniqueItems": true,
          "items": {
            "type": "string"
          }
        },
        "regions": {
          "type": "array",
          "minItems": 1,
          "maxItems": 100,
          "uniqueItems": true,
          "items": {
            "$ref": "#/definitions/region"
          }
        }
      }
    },
    "accountsPlacement": {
      "type": "object",
      "additionalProperties": false,
      "minProperties": 1,
      "properties": {
        "accounts": {
          "type": "array",
          "minItems": 1,
          "maxItems": 1000,
          "uniqueItems": true,
          "items": {
            "type": "string"
          }
        }
      }
    },
    "tagFilter": {
      "type": "object",
      "maxProperties": 50,
      "propertyNames": {
        "minLength": 1,
        "maxLength": 128
      },
      "additionalProperties": {
        "type": "string",
        "maxLength": 256
      }
    },
    "ec2Filter": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "tags": {
          "$ref": "#/definitions/tagFilter"
        }
      }
    },
    "forEach": {
      "type": "object",
      "additionalProperties": false,
      "minProperties": 1,
      "maxProperties": 1,
      "properties": {
        "vpc": {
          "allOf": [
            {
              "$ref": "#/definitions/ec2Filter"
            }
          ]
        },
        "subnet": {
          "allOf": [
            {
              "$ref": "#/definitions/ec2Filter"
            }
          ]
        },
        "instance": {
          "allOf": [
            {
              "$ref": "#/definitions/ec2Filter"
            }
          ]
        },
        "resource": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "type"
          ],
          "properties": {
            "type": {
              "type": "string",
              "pattern": "^[a-z0-9-]{2,63}(:[A-Za-z0-9/_-]{1,127})?$",
              "x-message": "must be a service, or a service and a type, such as lambda:function"
            },
            "tags": {
              "$ref": "#/definitions/tagFilter"
            }
          }
        }
      }
    },
    "ref": {
      "type": "object",
      "additionalProperties": false,
      "required": [
        "ref"
      ],
      "properties": {
        "ref": {
          "type": "string",
          "pattern": "^[A-Za-z][A-Za-z0-9]*/[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$",
          "x-message": "must be Kind/name, such as Topic/oncall"
        }
      }
    },
    "arn": {
      "type": "string",
      "maxLength": 2048,
      "pattern": "^(\\$\\{each\\.|arn:(aws(-[a-z]{1,12}){0,3}|\\$\\{each\\.[^}]+\\}):[a-z0-9-]+:[^:\\s]*:[^:\\s]*:\\S+)",
      "x-message": "must be an ARN such as arn:aws:sns:us-east-1:111122223333:oncall"
    },
    "arnOrRef": {
      "anyOf": [
        {
          "$ref": "#/definitions/arn"
        },
        {
          "$ref": "#/definitions/ref"
        }
      ]
    },
    "nameOrRef": {
      "anyOf": [
        {
          "type": "string",
          "minLength": 1
        },
        {
          "$ref": "#/definitions/ref"
        }
      ]
    },
    "tags": {
      "type": "object",
      "maxProperties": 46,
      "propertyNames": {
        "minLength": 1,
        "maxLength": 128,
        "pattern": "^(?!aws:|AWS:|watchkeeper\\.dev/)[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*$",
        "x-message": "must be 1 to 128 letters, digits, spaces and _.:/=+-@, and may not begin with aws: or watchkeeper.dev/"
      },
      "additionalProperties": {
        "type": "string",
        "maxLength": 256,
        "pattern": "^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]|\\$\\{each\\.[^}]+\\})*$",
        "x-message": "must be at most 256 letters, digits, spaces and _.:/=+-@"
      }
    }
  }
};

/** The schema of each kind's spec, with `placement` and `forEach`. */
export const specSchemas: Readonly<Record<string, object>> = {
  "Account": {
    "title": "Account",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "id"
    ],
    "properties": {
      "id": {
        "type": "string",
        "pattern": "^[0-9]{12}$",
        "x-message": "must be twelve digits"
      },
      "roleArn": {
        "type": "string",
        "maxLength": 2048,
        "pattern": "^arn:aws(-[a-z]{1,12}){0,3}:iam::[0-9]{12}:role/[\\w+=,.@/-]+$",
        "x-message": "must be the ARN of a role, such as arn:aws:iam::444455556666:role/watchkeeper"
      },
      "externalId": {
        "type": "string",
        "minLength": 2,
        "maxLength": 1224,
        "pattern": "^[\\w+=,.@:/-]*$",
        "x-message": "must be letters, digits and +=,.@:/-"
      },
      "sessionName": {
        "type": "string",
        "minLength": 2,
        "maxLength": 64,
        "pattern": "^[\\w+=,.@-]*$",
        "x-message": "must be letters, digits and +=,.@-"
      },
      "regions": {
        "type": "array",
        "minItems": 1,
        "maxItems": 100,
        "uniqueItems": true,
        "items": {
          "$ref": "common.json#/definitions/region"
        }
      }
    }
  },
  "AgentConfig": {
    "title": "AgentConfig",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "config"
    ],
    "properties": {
      "parameterName": {
        "type": "string",
        "maxLength": 900,
        "pattern": "^(?!/?([aA][wW][sS]|[sS][sS][mM])|/watchkeeper/)(([A-Za-z0-9_.-]|\\$\\{each\\.[^}]+\\})+|(/([A-Za-z0-9_.-]|\\$\\{each\\.[^}]+\\})+){2,15})$",
        "x-message": "must be letters, digits, \"_\", \".\" and \"-\", or a path of 2 to 15 such parts that begins with a slash; it may not begin with aws or ssm, nor with /watchkeeper/"
      },
      "description": {
        "type": "string",
        "maxLength": 1024
      },
      "tier": {
        "type": "string",
        "enum": [
          "Standard",
          "Advanced",
          "Intelligent-Tiering"
        ]
      },
      "config": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "agent": {
            "type": "object",
            "properties": {
              "metrics_collection_interval": {
                "allOf": [
                  {
                    "$ref": "#/definitions/interval"
                  }
                ]
              },
              "region": {
                "type": "string",
                "minLength": 1,
                "maxLength": 64
              },
              "credentials": {
                "allOf": [
                  {
                    "$ref": "#/definitions/credentials"
                  }
                ]
              },
              "logfile": {
                "type": "string",
                "maxLength": 4096
              },
              "debug": {
                "type": "boolean"
              },
              "aws_sdk_log_level": {
                "type": "string"
              },
              "omit_hostname": {
                "type": "boolean"
              },
              "run_as_user": {
                "type": "string",
                "minLength": 1,
                "maxLength": 255
              },
              "user_agent": {
                "type": "string",
                "minLength": 1,
                "maxLength": 1024
              },
              "use_dualstack_endpoint": {
                "type": "boolean"
              },
              "service.name": {
                "type": "string",
                "minLength": 1,
                "maxLength": 255
              },
              "deployment.environment": {
                "type": "string",
                "minLength": 1,
                "maxLength": 259
              }
            }
          },
          "metrics": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "namespace": {
                "type": "string",
                "minLength": 1,
                "maxLength": 255
              },
              "append_dimensions": {
                "allOf": [
                  {
                    "$ref": "#/definitions/dimensions"
                  }
                ]
              },
              "aggregation_dimensions": {
                "type": "array",
                "items": {
                  "type": "array",
                  "items": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 1024
                  },
                  "uniqueItems": true,
                  "maxItems": 30
                },
                "minItems": 1,
                "maxItems": 1024,
                "uniqueItems": true
              },
              "metrics_destinations": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                  "cloudwatch": {
                    "type": "object"
                  },
                  "amp": {
                    "type": "object",
                    "additionalProperties": false,
                    "properties": {
                      "workspace_id": {
                        "type": "string",
                        "minLength": 1,
                        "maxLength": 255
                      }
                    },
                    "required": [
                      "workspace_id"
                    ]
                  }
                },
                "minProperties": 1
              },
              "metrics_collected": {
                "type": "object",
                "minProperties": 1,
                "properties": {
                  "cpu": {
                    "type": "object",
                    "properties": {
                      "metrics_collection_interval": {
                        "allOf": [
                          {
                            "$ref": "#/definitions/interval"
                          }
                        ]
                      },
                      "append_dimensions": {
                        "allOf": [
                          {
                            "$ref": "#/definitions/dimensions"
                          }
                        ]
                      },
                      "measurement": {
                        "allOf": [
                          {
                            "$ref": "#/definitions/measurement"
                          }
                        ]
                      },
                      "drop_original_metrics": {
                        "type": "array",
                        "items": {
                          "type": "string"
                        },
                        "minItems": 1,
                        "uniqueItems": true
                      },
                      "resources": {
                        "type": "array",
                        "items": {
                          "type": "string",
                          "enum": [
                            "*"
                          ]
                        },
                        "maxItems": 1
                      },
                      "totalcpu": {
                        "type": "boolean"
                      }
                    },
                    "required": [
                      "measurement"
                    ]
                  },
                  "disk": {
                    "type": "object",
                    "properties": {
                      "metrics_collection_interval": {
                        "allOf": [
                          {
                            "$ref": "#/definitions/interval"
                          }
                        ]
                      },
                      "append_dimensions": {
                        "allOf": [
                          {
                            "$ref": "#/definitions/dimensions"
                          }
                        ]
                      },
                      "measurement": {
                        "allOf": [
                          {
                            "$ref": "#/definitions/measurement"
                          }
                        ]
                      },
                      "drop_original_metrics": {
                        "type": "array",
                        "items": {
                          "type": "string"
                        },
                        "minItems": 1,
                        "uniqueItems": true
                      },
                      "resources": {
                        "type": "array",
                        "items": {
                          "type": "string",
                          "minLength": 1,
                          "maxLength": 4096
                        },
                        "maxItems": 256
                      },
                      "ignore_file_system_types": {
                        "type": "array",
                        "items": {
                          "type": "string",
                          "minLength": 1,
                          "maxLength": 4096
                        },
                        "maxItems": 256
                      },
                      "drop_device": {
                        "type": "boolean"
                      }
                    },
                    "required": [
                      "measurement"
                    ]
                  },
                  "diskio": {
                    "type": "object",
                    "properties": {
                      "metrics_collection_interval": {
                        "allOf": [
                          {
                            "$ref": "#/definitions/interval"
                          }
                        ]
                      },
                      "append_dimensions": {
                        "allOf": [
                          {
                            "$ref": "#/definitions/dimensions"
                          }
                        ]
                      },
                      "measurement": {
                        "allOf": [
                          {
                            "$ref": "#/definitions/measurement"
                          }
                        ]
                      },
                      "drop_original_metrics": {
                        "type": "array",
                        "items": {
                          "type": "string"
                        },
                        "minItems": 1,
                        "uniqueItems": true
                      },
                      "resources": {
                        "type": "array",
                        "items": {
                          "type": "string",
                          "minLength": 1,
                          "maxLength": 4096
                        },
                        "maxItems": 256
                      }
                    },
                    "required": [
                      "measurement"
                    ]
                  },
                  "swap": {
                    "type": "object",
                    "properties": {
                      "metrics_collection_interval": {
                        "allOf": [
                          {
                            "$ref": "#/definitions/interval"
                          }
                        ]
                      },
                      "append_dimensions": {
                        "allOf": [
                          {
                            "$ref": "#/definitions/dimensions"
                          }
                        ]
                      },
                      "measurement": {
                        "allOf": [
                          {
                            "$ref": "#/definitions/measurement"
                          }
                        ]
                      },
                      "drop_original_metrics": {
                        "type": "array",
                        "items": {
                          "type": "string"
                        },
                        "minItems": 1,
                        "uniqueItems": true
                      }
                    },
                    "required": [
                      "measurement"
                    ]
                  },
                  "mem": {
                    "type": "object",
                    "properties": {
                      "metrics_collection_interval": {
                        "allOf": [
                          {
                            "$ref": "#/definitions/interval"
                          }
                        ]
                      },
                      "append_dimensions": {
                        "allOf": [
                          {
                            "$ref": "#/definitions/dimensions"
                          }
                        ]
                      },
                      "measurement": {
                        "allOf": [
                          {
                            "$ref": "#/definitions/measurement"
                          }
                        ]
                      },
                      "drop_original_metrics": {
                        "type": "array",
                        "items": {
                          "type": "string"
                        },
                        "minItems": 1,
                        "uniqueItems": true
                      }
                    },
                    "required": [
                      "measurement"
                    ]
                  },
                  "net": {
                    "type": "object",
                    "properties": {
                      "metrics_collection_interval": {
                        "allOf": [
                          {
                            "$ref": "#/definitions/interval"
                          }
                        ]
                      },
                      "append_dimensions": {
                        "allOf": [
                          {
                            "$ref": "#/definitions/dimensions"
                          }
                        ]
                      },
                      "measurement": {
                        "allOf": [
                          {
                            "$ref": "#/definitions/measurement"
                          }
                        ]
                      },
                      "drop_original_metrics": {
                        "type": "array",
                        "items": {
                          "type": "string"
                        },
                        "minItems": 1,
                        "uniqueItems": true
                      },
                      "resources": {
                        "type": "array",
                        "items": {
                          "type": "string",
                          "minLength": 1,
                          "maxLength": 4096
                        },
                        "maxItems": 256
                      }
                    },
                    "required": [
                      "measurement"
                    ]
                  },
                  "netstat": {
                    "type": "object",
                    "properties": {
                      "metrics_collection_interval": {
                        "allOf": [
                          {
                            "$ref": "#/definitions/interval"
                          }
                        ]
                      },
                      "append_dimensions": {
                        "allOf": [
                          {
                            "$ref": "#/definitions/dimensions"
                          }
                        ]
                      },
                      "measurement": {
                        "allOf": [
                          {
                            "$ref": "#/definitions/measurement"
                          }
                        ]
                      },
                      "drop_original_metrics": {
                        "type": "array",
                        "items": {
                          "type": "string"
                        },
                        "minItems": 1,
                        "uniqueItems": true
                      }
                    },
                    "required": [
                      "measurement"
                    ]
                  },
                  "processes": {
                    "type": "object",
                    "properties": {
                      "metrics_collection_interval": {
                        "allOf": [
                          {
                            "$ref": "#/definitions/interval"
                          }
                        ]
                      },
                      "append_dimensions": {
                        "allOf": [
                          {
                            "$ref": "#/definitions/dimensions"
                          }
                        ]
                      },
                      "measurement": {
                        "allOf": [
                          {
                            "$ref": "#/definitions/measurement"
                          }
                        ]
                      },
                      "drop_original_metrics": {
                        "type": "array",
                        "items": {
                          "type": "string"
                        },
                        "minItems": 1,
                        "uniqueItems": true
                      }
                    },
                    "required": [
                      "measurement"
                    ]
                  },
                  "efa": {
                    "type": "object",
                    "properties": {
                      "metrics_collection_interval": {
                        "allOf": [
                          {
                            "$ref": "#/definitions/interval"
                          }
                        ]
                      },
                      "append_dimensions": {
                        "allOf": [
                          {
                            "$ref": "#/definitions/dimensions"
                          }
                        ]
                      },
                      "measurement": {
                        "allOf": [
                          {
                            "$ref": "#/definitions/measurement"
                          }
                        ]
                      },
                      "drop_original_metrics": {
                        "type": "array",
                        "items": {
                          "type": "string"
                        },
                        "minItems": 1,
                        "uniqueItems": true
                      }
                    },
                    "required": [
                      "measurement"
                    ]
                  },
                  "procstat": {
                    "type": "array",
                    "items": {
                      "type": "object",
                      "properties": {
                        "pid_file": {
                          "type": "string",
                          "minLength": 1,
                          "maxLength": 255
                        },
                        "exe": {
                          "type": "string",
                          "minLength": 1,
                          "maxLength": 255
                        },
                        "pattern": {
                          "type": "string",
                          "minLength": 1,
                          "maxLength": 255
                        },
                        "measurement": {
                          "type": "array",
                          "items": {
                            "type": "string",
                            "minLength": 1,
                            "maxLength": 255
                          },
                          "uniqueItems": true
                        },
                        "metrics_collection_interval": {
                          "allOf": [
                            {
                              "$ref": "#/definitions/interval"
                            }
                          ]
                        },
                        "append_dimensions": {
                          "allOf": [
                            {
                              "$ref": "#/definitions/dimensions"
                            }
                          ]
                        },
                        "drop_original_metrics": {
                          "type": "array",
                          "items": {
                            "type": "string"
                          },
                          "minItems": 1,
                          "uniqueItems": true
                        }
                      },
                      "required": [
                        "measurement"
                      ]
                    },
                    "minItems": 1,
                    "maxItems": 255
                  },
                  "statsd": {
                    "type": "object",
                    "additionalProperties": false,
                    "properties": {
                      "allowed_pending_messages": {
                        "type": "integer",
                        "minimum": 1,
                        "maximum": 2147483647
                      },
                      "service_address": {
                        "type": "string",
                        "minLength": 1,
                        "maxLength": 255
                      },
                      "metrics_collection_interval": {
                        "allOf": [
                          {
                            "$ref": "#/definitions/interval"
                          }
                        ]
                      },
                      "metrics_aggregation_interval": {
                        "allOf": [
                          {
                            "$ref": "#/definitions/intervalOrNone"
                          }
                        ]
                      },
                      "metric_separator": {
                        "type": "string",
                        "minLength": 1,
                        "maxLength": 255
                      },
                      "drop_original_metrics": {
                        "type": "array",
                        "items": {
                          "type": "string"
                        },
                        "minItems": 1,
                        "uniqueItems": true
                      },
                      "service.name": {
                        "type": "string",
                        "minLength": 1,
                        "maxLength": 4096
                      },
                      "deployment.environment": {
                        "type": "string",
                        "minLength": 1,
                        "maxLength": 4096
                      }
                    }
                  },
                  "collectd": {
                    "type": "object",
                    "additionalProperties": false,
                    "properties": {
                      "service_address": {
                        "type": "string",
                        "minLength": 1,
                        "maxLength": 255
                      },
                      "name_prefix": {
                        "type": "string",
                        "minLength": 1,
                        "maxLength": 255
                      },
                      "collectd_auth_file": {
                        "type": "string",
                        "minLength": 1,
                        "maxLength": 4096
                      },
                      "collectd_security_level": {
                        "type": "string",
                        "enum": [
                          "none",
                          "sign",
                          "encrypt"
                        ]
                      },
                      "collectd_typesdb": {
                        "type": "array",
                        "items": {
                          "type": "string",
                          "minLength": 1,
                          "maxLength": 4096
                        },
                        "maxItems": 10
                      },
                      "metrics_aggregation_interval": {
                        "allOf": [
                          {
                            "$ref": "#/definitions/intervalOrNone"
                          }
                        ]
                      },
                      "drop_original_metrics": {
                        "type": "array",
                        "items": {
                          "type": "string"
                        },
                        "minItems": 1,
                        "uniqueItems": true
                      },
                      "service.name": {
                        "type": "string",
                        "minLength": 1,
                        "maxLength": 4096
                      },
                      "deployment.environment": {
                        "type": "string",
                        "minLength": 1,
                        "maxLength": 4096
                      },
                      "append_dimensions": {
                        "allOf": [
                          {
                            "$ref": "#/definitions/dimensions"
                          }
                        ]
                      }
                    }
                  },
                  "ethtool": {
                    "type": "object",
                    "additionalProperties": false,
                    "properties": {
                      "interface_include": {
                        "type": "array",
                        "items": {
                          "type": "string",
                          "minLength": 1,
                          "maxLength": 255
                        }
                      },
                      "interface_exclude": {
                        "type": "array",
                        "items": {
                          "type": "string",
                          "minLength": 1,
                          "maxLength": 255
                        }
                      },
                      "metrics_include": {
                        "type": "array",
                        "items": {
                          "type": "string",
                          "minLength": 1,
                          "maxLength": 255
                        }
                      },
                      "append_dimensions": {
                        "allOf": [
                          {
                            "$ref": "#/definitions/dimensions"
                          }
                        ]
                      },
                      "drop_original_metrics": {
                        "type": "array",
                        "items": {
                          "type": "string"
                        },
                        "minItems": 1,
                        "uniqueItems": true
                      }
                    }
                  },
                  "nvidia_smi": {
                    "type": "object",
                    "properties": {
                      "measurement": {
                        "type": "array",
                        "items": {
                          "type": "string",
                          "minLength": 1,
                          "maxLength": 255
                        }
                      },
                      "metrics_collection_interval": {
                        "allOf": [
                          {
                            "$ref": "#/definitions/interval"
                          }
                        ]
                      },
                      "append_dimensions": {
                        "allOf": [
                          {
                            "$ref": "#/definitions/dimensions"
                          }
                        ]
                      },
                      "drop_original_metrics": {
                        "type": "array",
                        "items": {
                          "type": "string"
                        },
                        "minItems": 1,
                        "uniqueItems": true
                      }
                    }
                  },
                  "jmx": {
                    "allOf": [
                      {
                        "$ref": "#/definitions/jmx"
                      }
                    ]
                  },
                  "otlp": {
                    "allOf": [
                      {
                        "$ref": "#/definitions/otlp"
                      }
                    ]
                  },
                  "prometheus": {
                    "type": "object",
                    "additionalProperties": false,
                    "properties": {
                      "prometheus_config_path": {
                        "type": "string",
                        "minLength": 1,
                        "maxLength": 255
                      }
                    },
                    "required": [
                      "prometheus_config_path"
                    ]
                  }
                },
                "additionalProperties": {
                  "$ref": "#/definitions/basicMetric"
                }
              },
              "force_flush_interval": {
                "allOf": [
                  {
                    "$ref": "#/definitions/interval"
                  }
                ]
              },
              "credentials": {
                "allOf": [
                  {
                    "$ref": "#/definitions/credentials"
                  }
                ]
              },
              "endpoint_override": {
                "allOf": [
                  {
                    "$ref": "#/definitions/endpoint"
                  }
                ]
              },
              "service.name": {
                "type": "string",
                "minLength": 1,
                "maxLength": 4096
              },
              "deployment.environment": {
                "type": "string",
                "minLength": 1,
                "maxLength": 4096
              }
            },
            "required": [
              "metrics_collected"
            ]
          },
          "logs": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "logs_collected": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                  "files": {
                    "type": "object",
                    "additionalProperties": false,
                    "properties": {
                      "collect_list": {
                        "type": "array",
                        "items": {
                          "type": "object",
                          "additionalProperties": false,
                          "required": [
                            "file_path"
                          ],
                          "properties": {
                            "file_path": {
                              "type": "string",
                              "minLength": 1,
                              "maxLength": 4096
                            },
                            "log_group_name": {
                              "allOf": [
                                {
                                  "$ref": "common.json#/definitions/nameOrRef"
                                }
                              ]
                            },
                            "log_stream_name": {
                              "type": "string",
                              "minLength": 1,
                              "maxLength": 512
                            },
                            "log_group_class": {
                              "type": "string",
                              "minLength": 1,
                              "maxLength": 512
                            },
                            "retention_in_days": {
                              "type": "integer",
                              "enum": [
                                -1,
                                1,
                                3,
                                5,
                                7,
                                14,
                                30,
                                60,
                                90,
                                120,
                                150,
                                180,
                                365,
                                400,
                                545,
                                731,
                                1096,
                                1827,
                                2192,
                                2557,
                                2922,
                                3288,
                                3653
                              ]
                            },
                            "filters": {
                              "type": "array",
                              "items": {
                                "type": "object",
                                "additionalProperties": false,
                                "properties": {
                                  "type": {
                                    "type": "string",
                                    "enum": [
                                      "include",
                                      "exclude"
                                    ]
                                  },
                                  "expression": {
                                    "type": "string"
                                  }
                                },
                                "required": [
                                  "type",
                                  "expression"
                                ]
                              }
                            },
                            "multi_line_start_pattern": {
                              "type": "string",
                              "minLength": 1,
                              "maxLength": 4096
                            },
                            "timestamp_format": {
                              "type": "string",
                              "minLength": 1,
                              "maxLength": 4096
                            },
                            "timezone": {
                              "type": "string",
                              "enum": [
                                "Local",
                                "LOCAL",
                                "UTC"
                              ]
                            },
                            "trim_timestamp": {
                              "type": "boolean"
                            },
                            "encoding": {
                              "type": "string",
                              "minLength": 1,
                              "maxLength": 4096
                            },
                            "auto_removal": {
                              "type": "boolean"
                            },
                            "backpressure_mode": {
                              "type": "string",
                              "enum": [
                                "fd_release"
                              ]
                            },
                            "blacklist": {
                              "type": "string",
                              "minLength": 1,
                              "maxLength": 4096
                            },
                            "publish_multi_logs": {
                              "type": "boolean"
                            },
                            "service.name": {
                              "type": "string",
                              "minLength": 1,
                              "maxLength": 255
                            },
                            "deployment.environment": {
                              "type": "string",
                              "minLength": 1,
                              "maxLength": 259
                            }
                          }
                        },
                        "minItems": 1,
                        "maxItems": 16384,
                        "uniqueItems": true
                      }
                    },
                    "required": [
                      "collect_list"
                    ]
                  },
                  "windows_events": {
                    "type": "object",
                    "additionalProperties": false,
                    "properties": {
                      "collect_list": {
                        "type": "array",
                        "items": {
                          "type": "object",
                          "additionalProperties": false,
                          "required": [
                            "event_name"
                          ],
                          "properties": {
                            "event_name": {
                              "type": "string",
                              "minLength": 1,
                              "maxLength": 255
                            },
                            "event_levels": {
                              "type": "array",
                              "items": {
                                "type": "string",
                                "enum": [
                                  "CRITICAL",
                                  "ERROR",
                                  "WARNING",
                                  "INFORMATION",
                                  "VERBOSE"
                                ]
                              },
                              "minItems": 1,
                              "uniqueItems": true
                            },
                            "event_ids": {
                              "type": "array",
                              "items": {
                                "type": "integer",
                                "minimum": 0,
                                "maximum": 65535
                              },
                              "minItems": 1,
                              "uniqueItems": true
                            },
                            "event_format": {
                              "type": "string",
                              "enum": [
                                "text",
                                "xml"
                              ]
                            },
                            "log_group_name": {
                              "allOf": [
                                {
                                  "$ref": "common.json#/definitions/nameOrRef"
                                }
                              ]
                            },
                            "log_stream_name": {
                              "type": "string",
                              "minLength": 1,
                              "maxLength": 512
                            },
                            "log_group_class": {
                              "type": "string",
                              "minLength": 1,
                              "maxLength": 512
                            },
                            "retention_in_days": {
                              "type": "integer",
                              "enum": [
                                -1,
                                1,
                                3,
                                5,
                                7,
                                14,
                                30,
                                60,
                                90,
                                120,
                                150,
                                180,
                                365,
                                400,
                                545,
                                731,
                                1096,
                                1827,
                                2192,
                                2557,
                                2922,
                                3288,
                                3653
                              ]
                            },
                            "filters": {
                              "type": "array",
                              "items": {
                                "type": "object",
                                "additionalProperties": false,
                                "properties": {
                                  "type": {
                                    "type": "string",
                                    "enum": [
                                      "include",
                                      "exclude"
                                    ]
                                  },
                                  "expression": {
                                    "type": "string"
                                  }
                                },
                                "required": [
                                  "type",
                                  "expression"
                                ]
                              }
                            }
                          }
                        },
                        "minItems": 1,
                        "maxItems": 16384,
                        "uniqueItems": true
                      }
                    },
                    "required": [
                      "collect_list"
                    ]
                  },
                  "application_signals": {
                    "type": "object",
                    "properties": {
                      "log_group_name": {
                        "allOf": [
                          {
                            "$ref": "common.json#/definitions/nameOrRef"
                          }
                        ]
                      },
                      "log_stream_name": {
                        "type": "string",
                        "minLength": 1,
                        "maxLength": 512
                      },
                      "disabled": {
                        "type": "boolean"
                      }
                    }
                  }
                },
                "minProperties": 1
              },
              "metrics_collected": {
                "type": "object",
                "properties": {
                  "emf": {
                    "type": "object",
                    "properties": {
                      "service_address": {
                        "type": "string",
                        "minLength": 1,
                        "maxLength": 255
                      }
                    }
                  },
                  "kubernetes": {
                    "type": "object",
                    "properties": {
                      "cluster_name": {
                        "type": "string",
                        "minLength": 1,
                        "maxLength": 512
                      },
                      "enhanced_container_insights": {
                        "type": "boolean"
                      },
                      "accelerated_compute_metrics": {
                        "type": "boolean"
                      },
                      "jmx_container_insights": {
                        "type": "boolean"
                      },
                      "metrics_collection_interval": {
                        "allOf": [
                          {
                            "$ref": "#/definitions/interval"
                          }
                        ]
                      },
                      "disable_metric_extraction": {
                        "type": "boolean"
                      }
                    }
                  },
                  "ecs": {
                    "type": "object",
                    "additionalProperties": false,
                    "properties": {
                      "metrics_collection_interval": {
                        "allOf": [
                          {
                            "$ref": "#/definitions/interval"
                          }
                        ]
                      },
                      "disable_metric_extraction": {
                        "type": "boolean"
                      }
                    }
                  },
                  "prometheus": {
                    "type": "object",
                    "additionalProperties": false,
                    "properties": {
                      "cluster_name": {
                        "type": "string"
                      },
                      "log_group_name": {
                        "allOf": [
                          {
                            "$ref": "common.json#/definitions/nameOrRef"
                          }
                        ]
                      },
                      "prometheus_config_path": {
                        "type": "string"
                      },
                      "emf_processor": {
                        "type": "object",
                        "additionalProperties": false,
                        "properties": {
                          "metric_declaration_dedup": {
                            "type": "boolean"
                          },
                          "metric_namespace": {
                            "type": "string"
                          },
                          "metric_unit": {
                            "type": "object",
                            "additionalProperties": {
                              "type": "string",
                              "minLength": 1,
                              "maxLength": 256
                            }
                          },
                          "metric_declaration": {
                            "type": "array",
                            "items": {
                              "type": "object",
                              "additionalProperties": false,
                              "properties": {
                                "source_labels": {
                                  "type": "array",
                                  "items": {
                                    "type": "string"
                                  }
                                },
                                "label_matcher": {
                                  "type": "string"
                                },
                                "label_separator": {
                                  "type": "string"
                                },
                                "metric_selectors": {
                                  "type": "array",
                                  "items": {
                                    "type": "string"
                                  }
                                },
                                "dimensions": {
                                  "type": "array",
                                  "items": {
                                    "type": "array",
                                    "items": {
                                      "type": "string"
                                    }
                                  }
                                }
                              }
                            }
                          }
                        }
                      },
                      "ecs_service_discovery": {
                        "type": "object",
                        "additionalProperties": false,
                        "properties": {
                          "docker_label": {
                            "type": "object",
                            "properties": {
                              "sd_job_name_label": {
                                "type": "string"
                              },
                              "sd_metrics_path_label": {
                                "type": "string"
                              },
                              "sd_port_label": {
                                "type": "string"
                              }
                            }
                          },
                          "task_definition_list": {
                            "type": "array",
                            "items": {
                              "type": "object",
                              "properties": {
                                "sd_container_name_pattern": {
                                  "type": "string"
                                },
                                "sd_job_name": {
                                  "type": "string"
                                },
                                "sd_metrics_path": {
                                  "type": "string"
                                },
                                "sd_metrics_ports": {
                                  "type": "string"
                                },
                                "sd_task_definition_arn_pattern": {
                                  "type": "string"
                                }
                              }
                            }
                          },
                          "service_name_list_for_tasks": {
                            "type": "array",
                            "items": {
                              "type": "object",
                              "properties": {
                                "sd_container_name_pattern": {
                                  "type": "string"
                                },
                                "sd_job_name": {
                                  "type": "string"
                                },
                                "sd_metrics_path": {
                                  "type": "string"
                                },
                                "sd_metrics_ports": {
                                  "type": "string"
                                },
                                "sd_service_name_pattern": {
                                  "type": "string"
                                }
                              }
                            }
                          },
                          "sd_cluster_region": {
                            "type": "string"
                          },
                          "sd_frequency": {
                            "type": "string"
                          },
                          "sd_result_file": {
                            "type": "string"
                          },
                          "sd_target_cluster": {
                            "type": "string"
                          }
                        }
                      },
                      "disable_metric_extraction": {
                        "type": "boolean"
                      }
                    }
                  },
                  "application_signals": {
                    "allOf": [
                      {
                        "$ref": "#/definitions/appSignals"
                      }
                    ]
                  },
                  "app_signals": {
                    "allOf": [
                      {
                        "$ref": "#/definitions/appSignals"
                      }
                    ]
                  },
                  "otlp": {
                    "allOf": [
                      {
                        "$ref": "#/definitions/otlp"
                      }
                    ]
                  }
                }
              },
              "log_stream_name": {
                "type": "string",
                "minLength": 1,
                "maxLength": 512
              },
              "force_flush_interval": {
                "allOf": [
                  {
                    "$ref": "#/definitions/interval"
                  }
                ]
              },
              "credentials": {
                "allOf": [
                  {
                    "$ref": "#/definitions/credentials"
                  }
                ]
              },
              "endpoint_override": {
                "allOf": [
                  {
                    "$ref": "#/definitions/endpoint"
                  }
                ]
              },
              "concurrency": {
                "type": "integer",
                "minimum": 1
              },
              "service.name": {
                "type": "string",
                "minLength": 1,
                "maxLength": 255
              },
              "deployment.environment": {
                "type": "string",
                "minLength": 1,
                "maxLength": 259
              }
            }
          },
          "traces": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "traces_collected": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                  "xray": {
                    "type": "object",
                    "additionalProperties": false,
                    "properties": {
                      "bind_address": {
                        "allOf": [
                          {
                            "$ref": "#/definitions/endpoint"
                          }
                        ]
                      },
                      "tcp_proxy": {
                        "type": "object",
                        "additionalProperties": false,
                        "properties": {
                          "bind_address": {
                            "allOf": [
                              {
                                "$ref": "#/definitions/endpoint"
                              }
                            ]
                          }
                        }
                      }
                    }
                  },
                  "otlp": {
                    "allOf": [
                      {
                        "$ref": "#/definitions/otlp"
                      }
                    ]
                  },
                  "application_signals": {
                    "type": "object"
                  },
                  "app_signals": {
                    "type": "object"
                  }
                },
                "minProperties": 1
              },
              "concurrency": {
                "type": "integer",
                "minimum": 1
              },
              "buffer_size_mb": {
                "type": "integer",
                "minimum": 3
              },
              "resource_arn": {
                "type": "string"
              },
              "local_mode": {
                "type": "boolean"
              },
              "insecure": {
                "type": "boolean"
              },
              "credentials": {
                "allOf": [
                  {
                    "$ref": "#/definitions/credentials"
                  }
                ]
              },
              "proxy_override": {
                "allOf": [
                  {
                    "$ref": "#/definitions/endpoint"
                  }
                ]
              },
              "endpoint_override": {
                "allOf": [
                  {
                    "$ref": "#/definitions/endpoint"
                  }
                ]
              },
              "region_override": {
                "type": "string"
              },
              "transit_spans_in_otlp_format": {
                "type": "boolean"
              }
            },
            "required": [
              "traces_collected"
            ]
          },
          "opentelemetry": {
            "type": "object"
          }
        },
        "minProperties": 1
      },
      "tags": {
        "allOf": [
          {
            "$ref": "common.json#/definitions/tags"
          }
        ]
      },
      "placement": {
        "$ref": "common.json#/definitions/placement"
      },
      "forEach": {
        "$ref": "common.json#/definitions/forEach"
      }
    },
    "definitions": {
      "interval": {
        "type": "integer",
        "minimum": 1,
        "maximum": 172800
      },
      "intervalOrNone": {
        "type": "integer",
        "minimum": 0,
        "maximum": 172800
      },
      "dimensions": {
        "type": "object",
        "maxProperties": 30,
        "additionalProperties": {
          "type": "string",
          "minLength": 1,
          "maxLength": 1024
        }
      },
      "credentials": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "role_arn": {
            "type": "string",
            "minLength": 20,
            "maxLength": 2048
          }
        }
      },
      "endpoint": {
        "type": "string",
        "minLength": 4,
        "maxLength": 2048
      },
      "measurement": {
        "type": "array",
        "uniqueItems": true,
        "items": {
          "oneOf": [
            {
              "type": "string",
              "minLength": 1,
              "maxLength": 255
            },
            {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "name"
              ],
              "properties": {
                "name": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 255
                },
                "rename": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 255
                },
                "unit": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 256
                }
              }
            }
          ]
        }
      },
      "basicMetric": {
        "type": "object",
        "required": [
          "measurement"
        ],
        "properties": {
          "metrics_collection_interval": {
            "allOf": [
              {
                "$ref": "#/definitions/interval"
              }
            ]
          },
          "append_dimensions": {
            "allOf": [
              {
                "$ref": "#/definitions/dimensions"
              }
            ]
          },
          "measurement": {
            "allOf": [
              {
                "$ref": "#/definitions/measurement"
              }
            ]
          },
          "drop_original_metrics": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "minItems": 1,
            "uniqueItems": true
          },
          "resources": {
            "type": "array",
            "items": {
              "type": "string",
              "minLength": 1,
              "maxLength": 4096
            },
            "maxItems": 256
          }
        }
      },
      "tls": {
        "type": "object",
        "properties": {
          "ca_file": {
            "type": "string",
            "minLength": 1,
            "maxLength": 255
          },
          "cert_file": {
            "type": "string",
            "minLength": 1,
            "maxLength": 255
          },
          "key_file": {
            "type": "string",
            "minLength": 1,
            "maxLength": 255
          },
          "insecure": {
            "type": "boolean"
          }
        }
      },
      "otlp": {
        "oneOf": [
          {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "grpc_endpoint": {
                "allOf": [
                  {
                    "$ref": "#/definitions/endpoint"
                  }
                ]
              },
              "http_endpoint": {
                "allOf": [
                  {
                    "$ref": "#/definitions/endpoint"
                  }
                ]
              },
              "tls": {
                "allOf": [
                  {
                    "$ref": "#/definitions/tls"
                  }
                ]
              },
              "service.name": {
                "type": "string",
                "minLength": 1,
                "maxLength": 255
              },
              "deployment.environment": {
                "type": "string",
                "minLength": 1,
                "maxLength": 259
              }
            }
          },
          {
            "type": "array",
            "minItems": 1,
            "maxItems": 255,
            "items": {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "grpc_endpoint": {
                  "allOf": [
                    {
                      "$ref": "#/definitions/endpoint"
                    }
                  ]
                },
                "http_endpoint": {
                  "allOf": [
                    {
                      "$ref": "#/definitions/endpoint"
                    }
                  ]
                },
                "tls": {
                  "allOf": [
                    {
                      "$ref": "#/definitions/tls"
                    }
                  ]
                },
                "service.name": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 255
                },
                "deployment.environment": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 259
                }
              }
            }
          }
        ]
      },
      "jmx": {
        "oneOf": [
          {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "endpoint": {
                "allOf": [
                  {
                    "$ref": "#/definitions/endpoint"
                  }
                ]
              },
              "metrics_collection_interval": {
                "allOf": [
                  {
                    "$ref": "#/definitions/interval"
                  }
                ]
              },
              "username": {
                "type": "string"
              },
              "password_file": {
                "type": "string"
              },
              "keystore_path": {
                "type": "string"
              },
              "keystore_type": {
                "type": "string"
              },
              "truststore_path": {
                "type": "string"
              },
              "truststore_type": {
                "type": "string"
              },
              "registry_ssl_enabled": {
                "type": "boolean"
              },
              "remote_profile": {
                "type": "string"
              },
              "realm": {
                "type": "string"
              },
              "jvm": {
                "type": "object",
                "properties": {
                  "measurement": {
                    "allOf": [
                      {
                        "$ref": "#/definitions/measurement"
                      }
                    ]
                  }
                },
                "required": [
                  "measurement"
                ]
              },
              "kafka": {
                "type": "object",
                "properties": {
                  "measurement": {
                    "allOf": [
                      {
                        "$ref": "#/definitions/measurement"
                      }
                    ]
                  }
                },
                "required": [
                  "measurement"
                ]
              },
              "kafka-consumer": {
                "type": "object",
                "properties": {
                  "measurement": {
                    "allOf": [
                      {
                        "$ref": "#/definitions/measurement"
                      }
                    ]
                  }
                },
                "required": [
                  "measurement"
                ]
              },
              "kafka-producer": {
                "type": "object",
                "properties": {
                  "measurement": {
                    "allOf": [
                      {
                        "$ref": "#/definitions/measurement"
                      }
                    ]
                  }
                },
                "required": [
                  "measurement"
                ]
              },
              "tomcat": {
                "type": "object",
                "properties": {
                  "measurement": {
                    "allOf": [
                      {
                        "$ref": "#/definitions/measurement"
                      }
                    ]
                  }
                },
                "required": [
                  "measurement"
                ]
              },
              "insecure": {
                "type": "boolean"
              },
              "append_dimensions": {
                "allOf": [
                  {
                    "$ref": "#/definitions/dimensions"
                  }
                ]
              }
            }
          },
          {
            "type": "array",
            "minItems": 1,
            "maxItems": 255,
            "items": {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "endpoint": {
                  "allOf": [
                    {
                      "$ref": "#/definitions/endpoint"
                    }
                  ]
                },
                "metrics_collection_interval": {
                  "allOf": [
                    {
                      "$ref": "#/definitions/interval"
                    }
                  ]
                },
                "username": {
                  "type": "string"
                },
                "password_file": {
                  "type": "string"
                },
                "keystore_path": {
                  "type": "string"
                },
                "keystore_type": {
                  "type": "string"
                },
                "truststore_path": {
                  "type": "string"
                },
                "truststore_type": {
                  "type": "string"
                },
                "registry_ssl_enabled": {
                  "type": "boolean"
                },
                "remote_profile": {
                  "type": "string"
                },
                "realm": {
                  "type": "string"
                },
                "jvm": {
                  "type": "object",
                  "properties": {
                    "measurement": {
                      "allOf": [
                        {
                          "$ref": "#/definitions/measurement"
                        }
                      ]
                    }
                  },
                  "required": [
                    "measurement"
                  ]
                },
                "kafka": {
                  "type": "object",
                  "properties": {
                    "measurement": {
                      "allOf": [
                        {
                          "$ref": "#/definitions/measurement"
                        }
                      ]
                    }
                  },
                  "required": [
                    "measurement"
                  ]
                },
                "kafka-consumer": {
                  "type": "object",
                  "properties": {
                    "measurement": {
                      "allOf": [
                        {
                          "$ref": "#/definitions/measurement"
                        }
                      ]
                    }
                  },
                  "required": [
                    "measurement"
                  ]
                },
                "kafka-producer": {
                  "type": "object",
                  "properties": {
                    "measurement": {
                      "allOf": [
                        {
                          "$ref": "#/definitions/measurement"
                        }
                      ]
                    }
                  },
                  "required": [
                    "measurement"
                  ]
                },
                "tomcat": {
                  "type": "object",
                  "properties": {
                    "measurement": {
                      "allOf": [
                        {
                          "$ref": "#/definitions/measurement"
                        }
                      ]
                    }
                  },
                  "required": [
                    "measurement"
                  ]
                },
                "insecure": {
                  "type": "boolean"
                },
                "append_dimensions": {
                  "allOf": [
                    {
                      "$ref": "#/definitions/dimensions"
                    }
                  ]
                }
              }
            }
          }
        ]
      },
      "appSignals": {
        "type": "object",
        "properties": {
          "hosted_in": {
            "type": "string",
            "minLength": 1,
            "maxLength": 1024
          },
          "rules": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "selectors",
                "action"
              ],
              "properties": {
                "selectors": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "required": [
                      "dimension",
                      "match"
                    ],
                    "properties": {
                      "dimension": {
                        "type": "string",
                        "minLength": 1
                      },
                      "match": {
                        "type": "string",
                        "minLength": 1
                      }
                    }
                  }
                },
                "replacements": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "required": [
                      "target_dimension",
                      "value"
                    ],
                    "properties": {
                      "target_dimension": {
                        "type": "string",
                        "minLength": 1
                      },
                      "value": {
                        "type": "string"
                      }
                    }
                  }
                },
                "action": {
                  "type": "string",
                  "enum": [
                    "drop",
                    "keep",
                    "replace"
                  ]
                },
                "rule_name": {
                  "type": "string",
                  "minLength": 1
                }
              }
            }
          },
          "tls": {
            "allOf": [
              {
                "$ref": "#/definitions/tls"
              }
            ]
          }
        }
      }
    }
  },
  "AlarmMuteRule": {
    "title": "AlarmMuteRule",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "rule"
    ],
    "properties": {
      "alarmMuteRuleName": {
        "type": "string",
        "minLength": 1,
        "maxLength": 255,
        "pattern": "^[^\\u0000-\\u001f\\u007f]+$",
        "x-message": "must not hold line breaks or other control characters"
      },
      "description": {
        "type": "string",
        "minLength": 1,
        "maxLength": 1024
      },
      "rule": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "schedule"
        ],
        "properties": {
          "schedule": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "expression",
              "duration"
            ],
            "properties": {
              "expression": {
                "type": "string",
                "minLength": 1,
                "maxLength": 256,
                "pattern": "^\\s*(cron|at)\\(.+\\)\\s*$",
                "x-message": "must be cron(…) or at(…), such as cron(0 2 * * SUN) or at(2026-12-24T18:00)"
              },
              "duration": {
                "type": "string",
                "maxLength": 50,
                "pattern": "^P(?!$)([0-9]+D)?(T(?=[0-9])([0-9]+H)?([0-9]+M)?)?$",
                "x-message": "must be a duration such as PT4H or P2DT12H"
              },
              "timezone": {
                "type": "string",
                "minLength": 1,
                "maxLength": 50
              }
            }
          }
        }
      },
      "muteTargets": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "alarmNames"
        ],
        "properties": {
          "alarmNames": {
            "type": "array",
            "minItems": 1,
            "maxItems": 100,
            "items": {
              "allOf": [
                {
                  "$ref": "common.json#/definitions/nameOrRef"
                }
              ]
            }
          }
        }
      },
      "startDate": {
        "type": "string",
        "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:00)?(Z|[+-][0-9]{2}:[0-9]{2})$",
        "x-message": "must be a whole minute with its offset, such as 2026-04-15T08:00:00Z"
      },
      "expireDate": {
        "type": "string",
        "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:00)?(Z|[+-][0-9]{2}:[0-9]{2})$",
        "x-message": "must be a whole minute with its offset, such as 2026-12-31T23:59:00Z"
      },
      "tags": {
        "allOf": [
          {
            "$ref": "common.json#/definitions/tags"
          }
        ]
      },
      "placement": {
        "$ref": "common.json#/definitions/placement"
      },
      "forEach": {
        "$ref": "common.json#/definitions/forEach"
      }
    }
  },
  "AnomalyDetector": {
    "title": "AnomalyDetector",
    "type": "object",
    "additionalProperties": false,
    "required": [],
    "properties": {
      "namespace": {
        "type": "string",
        "minLength": 1,
        "maxLength": 255,
        "pattern": "^[^:]",
        "x-message": "must not begin with a colon"
      },
      "metricName": {
        "type": "string",
        "minLength": 1,
        "maxLength": 255
      },
      "dimensions": {
        "type": "object",
        "maxProperties": 30,
        "propertyNames": {
          "minLength": 1,
          "maxLength": 255
        },
        "additionalProperties": {
          "type": "string",
          "minLength": 1,
          "maxLength": 1024
        }
      },
      "stat": {
        "type": "string",
        "minLength": 1,
        "maxLength": 50
      },
      "accountId": {
        "type": "string",
        "pattern": "^([0-9]{12}|.*\\$\\{each\\..*)$",
        "x-message": "must be an account id of twelve digits, in quotes"
      },
      "metricDataQueries": {
        "type": "array",
        "minItems": 1,
        "maxItems": 100,
        "items": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "id"
          ],
          "properties": {
            "id": {
              "type": "string",
              "pattern": "^[a-z][A-Za-z0-9_]{0,254}$",
              "x-message": "must be letters, digits and underscores after a lower-case letter, such as m1"
            },
            "metricStat": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "metric",
                "period",
                "stat"
              ],
              "properties": {
                "metric": {
                  "type": "object",
                  "additionalProperties": false,
                  "required": [
                    "namespace",
                    "metricName"
                  ],
                  "properties": {
                    "namespace": {
                      "type": "string",
                      "minLength": 1,
                      "maxLength": 255,
                      "pattern": "^[^:]",
                      "x-message": "must not begin with a colon"
                    },
                    "metricName": {
                      "type": "string",
                      "minLength": 1,
                      "maxLength": 255
                    },
                    "dimensions": {
                      "type": "object",
                      "maxProperties": 30,
                      "propertyNames": {
                        "minLength": 1,
                        "maxLength": 255
                      },
                      "additionalProperties": {
                        "type": "string",
                        "minLength": 1,
                        "maxLength": 1024
                      }
                    }
                  }
                },
                "period": {
                  "type": "integer",
                  "minimum": 1,
                  "maximum": 604800
                },
                "stat": {
                  "type": "string",
                  "minLength": 1
                },
                "unit": {
                  "type": "string",
                  "enum": [
                    "Seconds",
                    "Microseconds",
                    "Milliseconds",
                    "Bytes",
                    "Kilobytes",
                    "Megabytes",
                    "Gigabytes",
                    "Terabytes",
                    "Bits",
                    "Kilobits",
                    "Megabits",
                    "Gigabits",
                    "Terabits",
                    "Percent",
                    "Count",
                    "Bytes/Second",
                    "Kilobytes/Second",
                    "Megabytes/Second",
                    "Gigabytes/Second",
                    "Terabytes/Second",
                    "Bits/Second",
                    "Kilobits/Second",
                    "Megabits/Second",
                    "Gigabits/Second",
                    "Terabits/Second",
                    "Count/Second",
                    "None"
                  ]
                }
              }
            },
            "expression": {
              "type": "string",
              "minLength": 1,
              "maxLength": 2048
            },
            "returnData": {
              "type": "boolean"
            },
            "period": {
              "type": "integer",
              "minimum": 1,
              "maximum": 604800
            },
            "accountId": {
              "type": "string",
              "pattern": "^\\d{12}$",
              "x-message": "must be the 12 digits of an account, in quotes"
            }
          }
        }
      },
      "configuration": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "excludedTimeRanges": {
            "type": "array",
            "maxItems": 10,
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "startTime",
                "endTime"
              ],
              "properties": {
                "startTime": {
                  "type": "string",
                  "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z?$",
                  "x-message": "must be a time in UTC such as 2026-11-27T00:00:00Z"
                },
                "endTime": {
                  "type": "string",
                  "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z?$",
                  "x-message": "must be a time in UTC such as 2026-11-28T00:00:00Z"
                }
              }
            }
          },
          "metricTimezone": {
            "type": "string",
            "minLength": 1,
            "maxLength": 50,
            "pattern": "^[A-Za-z${][^:]*$",
            "x-message": "must be an IANA time zone such as Europe/Berlin"
          },
          "adaptationSpeed": {
            "type": "string",
            "enum": [
              "FAST",
              "NORMAL",
              "SLOW"
            ]
          },
          "outlierFilteringStrength": {
            "type": "string",
            "enum": [
              "MINIMAL",
              "MODERATE",
              "STRICT"
            ]
          }
        }
      },
      "metricCharacteristics": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "periodicSpikes": {
            "type": "boolean"
          }
        }
      },
      "tags": {
        "allOf": [
          {
            "$ref": "common.json#/definitions/tags"
          }
        ]
      },
      "placement": {
        "$ref": "common.json#/definitions/placement"
      },
      "forEach": {
        "$ref": "common.json#/definitions/forEach"
      }
    }
  },
  "Budget": {
    "title": "Budget",
    "type": "object",
    "additionalProperties": false,
    "definitions": {
      "expression": {
        "type": "object",
        "additionalProperties": false,
        "minProperties": 1,
        "maxProperties": 1,
        "properties": {
          "or": {
            "type": "array",
            "minItems": 1,
            "items": {
              "$ref": "#/definitions/expression"
            }
          },
          "and": {
            "type": "array",
            "minItems": 1,
            "items": {
              "$ref": "#/definitions/expression"
            }
          },
          "not": {
            "allOf": [
              {
                "$ref": "#/definitions/expression"
              }
            ]
          },
          "dimensions": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "key",
              "values"
            ],
            "properties": {
              "key": {
                "enum": [
                  "AZ",
                  "BILLING_ENTITY",
                  "CACHE_ENGINE",
                  "COST_CATEGORY_NAME",
                  "DATABASE_ENGINE",
                  "DEPLOYMENT_OPTION",
                  "INSTANCE_TYPE",
                  "INSTANCE_TYPE_FAMILY",
                  "INVOICING_ENTITY",
                  "LEGAL_ENTITY_NAME",
                  "LINKED_ACCOUNT",
                  "LINKED_ACCOUNT_NAME",
                  "OPERATING_SYSTEM",
                  "OPERATION",
                  "PAYMENT_OPTION",
                  "PLATFORM",
                  "PURCHASE_TYPE",
                  "RECORD_TYPE",
                  "REGION",
                  "RESERVATION_ID",
                  "RESERVATION_MODIFIED",
                  "RESOURCE_ID",
                  "RIGHTSIZING_TYPE",
                  "SAVINGS_PLANS_TYPE",
                  "SAVINGS_PLAN_ARN",
                  "SCOPE",
                  "SERVICE",
                  "SERVICE_CODE",
                  "SUBSCRIPTION_ID",
                  "TAG_KEY",
                  "TENANCY",
                  "USAGE_TYPE",
                  "USAGE_TYPE_GROUP"
                ]
              },
              "values": {
                "type": "array",
                "minItems": 1,
                "uniqueItems": true,
                "items": {
                  "type": "string",
                  "maxLength": 1024
                }
              },
              "matchOptions": {
                "type": "array",
                "minItems": 1,
                "uniqueItems": true,
                "items": {
                  "enum": [
                    "ABSENT",
                    "CASE_INSENSITIVE",
                    "CASE_SENSITIVE",
                    "CONTAINS",
                    "ENDS_WITH",
                    "EQUALS",
                    "GREATER_THAN_OR_EQUAL",
                    "STARTS_WITH"
                  ]
                }
              }
            }
          },
          "tags": {
            "type": "object",
            "additionalProperties": false,
            "minProperties": 1,
            "properties": {
              "key": {
                "type": "string",
                "maxLength": 1024
              },
              "values": {
                "type": "array",
                "minItems": 1,
                "uniqueItems": true,
                "items": {
                  "type": "string",
                  "maxLength": 1024
                }
              },
              "matchOptions": {
                "type": "array",
                "minItems": 1,
                "uniqueItems": true,
                "items": {
                  "enum": [
                    "ABSENT",
                    "CASE_INSENSITIVE",
                    "CASE_SENSITIVE",
                    "CONTAINS",
                    "ENDS_WITH",
                    "EQUALS",
                    "GREATER_THAN_OR_EQUAL",
                    "STARTS_WITH"
                  ]
                }
              }
            }
          },
          "costCategories": {
            "type": "object",
            "additionalProperties": false,
            "minProperties": 1,
            "properties": {
              "key": {
                "type": "string",
                "minLength": 1,
                "maxLength": 50
              },
              "values": {
                "type": "array",
                "minItems": 1,
                "uniqueItems": true,
                "items": {
                  "type": "string",
                  "maxLength": 1024
                }
              },
              "matchOptions": {
                "type": "array",
                "minItems": 1,
                "uniqueItems": true,
                "items": {
                  "enum": [
                    "ABSENT",
                    "CASE_INSENSITIVE",
                    "CASE_SENSITIVE",
                    "CONTAINS",
                    "ENDS_WITH",
                    "EQUALS",
                    "GREATER_THAN_OR_EQUAL",
                    "STARTS_WITH"
                  ]
                }
              }
            }
          }
        }
      }
    },
    "properties": {
      "budgetName": {
        "type": "string",
        "minLength": 1,
        "maxLength": 100,
        "pattern": "^(?![^:\\\\]*/action/)[^:\\\\]+$",
        "x-message": "may not hold \":\", \"\\\" or \"/action/\""
      },
      "budgetType": {
        "enum": [
          "COST",
          "USAGE",
          "RI_UTILIZATION",
          "RI_COVERAGE",
          "SAVINGS_PLANS_UTILIZATION",
          "SAVINGS_PLANS_COVERAGE"
        ]
      },
      "timeUnit": {
        "enum": [
          "DAILY",
          "MONTHLY",
          "QUARTERLY",
          "ANNUALLY",
          "CUSTOM"
        ]
      },
      "budgetLimit": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "amount",
          "unit"
        ],
        "properties": {
          "amount": {
            "type": [
              "number",
              "string"
            ],
            "minimum": 0,
            "maximum": 15000000000000,
            "pattern": "^([0-9]*\\.)?[0-9]+$",
            "x-message": "must be digits, such as \"1200.50\""
          },
          "unit": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          }
        }
      },
      "plannedBudgetLimits": {
        "type": "object",
        "minProperties": 1,
        "propertyNames": {
          "pattern": "^\\d{4}-\\d\\d-01$",
          "x-message": "must be the first day of a month or quarter, such as 2026-07-01"
        },
        "additionalProperties": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "amount",
            "unit"
          ],
          "properties": {
            "amount": {
              "type": [
                "number",
                "string"
              ],
              "minimum": 0,
              "maximum": 15000000000000,
              "pattern": "^([0-9]*\\.)?[0-9]+$",
              "x-message": "must be digits, such as \"1200.50\""
            },
            "unit": {
              "type": "string",
              "minLength": 1,
              "maxLength": 100
            }
          }
        }
      },
      "autoAdjustData": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "autoAdjustType"
        ],
        "properties": {
          "autoAdjustType": {
            "enum": [
              "HISTORICAL",
              "FORECAST"
            ]
          },
          "historicalOptions": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "budgetAdjustmentPeriod"
            ],
            "properties": {
              "budgetAdjustmentPeriod": {
                "type": "integer",
                "minimum": 1,
                "maximum": 60
              }
            }
          }
        }
      },
      "costFilters": {
        "type": "object",
        "minProperties": 1,
        "propertyNames": {
          "minLength": 1
        },
        "additionalProperties": {
          "type": "array",
          "minItems": 1,
          "uniqueItems": true,
          "items": {
            "type": "string",
            "minLength": 1
          }
        }
      },
      "costTypes": {
        "type": "object",
        "additionalProperties": false,
        "minProperties": 1,
        "properties": {
          "includeTax": {
            "type": "boolean"
          },
          "includeSubscription": {
            "type": "boolean"
          },
          "useBlended": {
            "type": "boolean"
          },
          "includeRefund": {
            "type": "boolean"
          },
          "includeCredit": {
            "type": "boolean"
          },
          "includeUpfront": {
            "type": "boolean"
          },
          "includeRecurring": {
            "type": "boolean"
          },
          "includeOtherSubscription": {
            "type": "boolean"
          },
          "includeSupport": {
            "type": "boolean"
          },
          "includeDiscount": {
            "type": "boolean"
          },
          "useAmortized": {
            "type": "boolean"
          }
        }
      },
      "filterExpression": {
        "allOf": [
          {
            "$ref": "#/definitions/expression"
          }
        ]
      },
      "metrics": {
        "type": "array",
        "minItems": 1,
        "maxItems": 1,
        "items": {
          "enum": [
            "AmortizedCost",
            "BlendedCost",
            "Hours",
            "NetAmortizedCost",
            "NetUnblendedCost",
            "NormalizedUsageAmount",
            "UnblendedCost",
            "UsageQuantity"
          ]
        }
      },
      "billingViewArn": {
        "type": "string",
        "minLength": 20,
        "maxLength": 2048,
        "pattern": "^(\\$\\{each\\.|arn:aws[a-z-]*:billing::[0-9]{12}:billingview/[a-zA-Z0-9/:_+=.@-]{0,75}[a-zA-Z0-9]$)",
        "x-message": "must be the ARN of a billing view"
      },
      "timePeriod": {
        "type": "object",
        "additionalProperties": false,
        "minProperties": 1,
        "properties": {
          "start": {
            "type": "string",
            "pattern": "^\\d{4}-\\d\\d-\\d\\d(T\\d\\d:\\d\\d(:\\d\\d)?Z)?$",
            "x-message": "must be a day such as 2026-07-01, or a time in UTC such as 2026-07-01T00:00Z"
          },
          "end": {
            "type": "string",
            "pattern": "^\\d{4}-\\d\\d-\\d\\d(T\\d\\d:\\d\\d(:\\d\\d)?Z)?$",
            "x-message": "must be a day such as 2026-07-01, or a time in UTC such as 2026-07-01T00:00Z"
          }
        }
      },
      "notifications": {
        "type": "array",
        "maxItems": 10,
        "items": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "notificationType",
            "comparisonOperator",
            "threshold",
            "subscribers"
          ],
          "properties": {
            "notificationType": {
              "enum": [
                "ACTUAL",
                "FORECASTED"
              ]
            },
            "comparisonOperator": {
              "enum": [
                "GREATER_THAN",
                "LESS_THAN",
                "EQUAL_TO"
              ]
            },
            "threshold": {
              "type": "number",
              "minimum": 0,
              "maximum": 15000000000000
            },
            "thresholdType": {
              "enum": [
                "PERCENTAGE",
                "ABSOLUTE_VALUE"
              ]
            },
            "subscribers": {
              "type": "array",
              "minItems": 1,
              "maxItems": 11,
              "items": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "subscriptionType",
                  "address"
                ],
                "properties": {
                  "subscriptionType": {
                    "enum": [
                      "EMAIL",
                      "SNS"
                    ]
                  },
                  "address": {
                    "allOf": [
                      {
                        "$ref": "common.json#/definitions/nameOrRef"
                      }
                    ]
                  }
                }
              }
            }
          }
        }
      },
      "tags": {
        "allOf": [
          {
            "$ref": "common.json#/definitions/tags"
          }
        ]
      },
      "placement": {
        "$ref": "common.json#/definitions/placement"
      },
      "forEach": {
        "$ref": "common.json#/definitions/forEach"
      }
    },
    "required": [
      "budgetType",
      "timeUnit"
    ]
  },
  "CompositeAlarm": {
    "title": "CompositeAlarm",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "alarmRule"
    ],
    "properties": {
      "alarmName": {
        "type": "string",
        "minLength": 1,
        "maxLength": 255,
        "pattern": "^[^\\u0000-\\u001f\\u007f]+$",
        "x-message": "must not hold line breaks or other control characters"
      },
      "alarmDescription": {
        "type": "string",
        "maxLength": 1024
      },
      "actionsEnabled": {
        "type": "boolean"
      },
      "alarmActions": {
        "type": "array",
        "items": {
          "allOf": [
            {
              "$ref": "common.json#/definitions/arnOrRef"
            }
          ]
        }
      },
      "okActions": {
        "type": "array",
        "items": {
          "allOf": [
            {
              "$ref": "common.json#/definitions/arnOrRef"
            }
          ]
        }
      },
      "insufficientDataActions": {
        "type": "array",
        "items": {
          "allOf": [
            {
              "$ref": "common.json#/definitions/arnOrRef"
            }
          ]
        }
      },
      "alarmRule": {
        "type": "string",
        "minLength": 1,
        "maxLength": 10240
      },
      "actionsSuppressor": {
        "allOf": [
          {
            "$ref": "common.json#/definitions/nameOrRef"
          }
        ]
      },
      "actionsSuppressorWaitPeriod": {
        "type": "integer",
        "minimum": 0
      },
      "actionsSuppressorExtensionPeriod": {
        "type": "integer",
        "minimum": 0
      },
      "actionConfiguration": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "alarmTagsPropagation": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "enabled"
            ],
            "properties": {
              "enabled": {
                "type": "boolean"
              },
              "includedTagKeys": {
                "type": "array",
                "minItems": 1,
                "maxItems": 50,
                "items": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 128
                }
              },
              "excludedTagKeys": {
                "type": "array",
                "minItems": 1,
                "maxItems": 50,
                "items": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 128
                }
              }
            }
          }
        }
      },
      "tags": {
        "allOf": [
          {
            "$ref": "common.json#/definitions/tags"
          }
        ]
      },
      "placement": {
        "$ref": "common.json#/definitions/placement"
      },
      "forEach": {
        "$ref": "common.json#/definitions/forEach"
      }
    }
  },
  "CostAnomalyMonitor": {
    "title": "CostAnomalyMonitor",
    "type": "object",
    "additionalProperties": false,
    "definitions": {
      "expression": {
        "type": "object",
        "additionalProperties": false,
        "minProperties": 1,
        "maxProperties": 1,
        "properties": {
          "or": {
            "type": "array",
            "minItems": 1,
            "items": {
              "$ref": "#/definitions/expression"
            }
          },
          "and": {
            "type": "array",
            "minItems": 1,
            "items": {
              "$ref": "#/definitions/expression"
            }
          },
          "not": {
            "allOf": [
              {
                "$ref": "#/definitions/expression"
              }
            ]
          },
          "dimensions": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "key",
              "values"
            ],
            "properties": {
              "key": {
                "enum": [
                  "AGREEMENT_END_DATE_TIME_AFTER",
                  "AGREEMENT_END_DATE_TIME_BEFORE",
                  "ANOMALY_TOTAL_IMPACT_ABSOLUTE",
                  "ANOMALY_TOTAL_IMPACT_PERCENTAGE",
                  "AZ",
                  "BILLING_ENTITY",
                  "CACHE_ENGINE",
                  "DATABASE_ENGINE",
                  "DEPLOYMENT_OPTION",
                  "INSTANCE_TYPE",
                  "INSTANCE_TYPE_FAMILY",
                  "INVOICING_ENTITY",
                  "LEGAL_ENTITY_NAME",
                  "LINKED_ACCOUNT",
                  "LINKED_ACCOUNT_NAME",
                  "OPERATING_SYSTEM",
                  "OPERATION",
                  "PAYER_ACCOUNT",
                  "PAYMENT_OPTION",
                  "PLATFORM",
                  "PURCHASE_TYPE",
                  "RECORD_TYPE",
                  "REGION",
                  "RESERVATION_ID",
                  "RESOURCE_ID",
                  "RIGHTSIZING_TYPE",
                  "SAVINGS_PLANS_TYPE",
                  "SAVINGS_PLAN_ARN",
                  "SCOPE",
                  "SERVICE",
                  "SERVICE_CODE",
                  "SUBSCRIPTION_ID",
                  "TENANCY",
                  "USAGE_TYPE",
                  "USAGE_TYPE_GROUP"
                ]
              },
              "values": {
                "type": "array",
                "minItems": 1,
                "uniqueItems": true,
                "items": {
                  "type": "string",
                  "maxLength": 1024
                }
              },
              "matchOptions": {
                "type": "array",
                "minItems": 1,
                "uniqueItems": true,
                "items": {
                  "enum": [
                    "ABSENT",
                    "CASE_INSENSITIVE",
                    "CASE_SENSITIVE",
                    "CONTAINS",
                    "ENDS_WITH",
                    "EQUALS",
                    "GREATER_THAN_OR_EQUAL",
                    "STARTS_WITH"
                  ]
                }
              }
            }
          },
          "tags": {
            "type": "object",
            "additionalProperties": false,
            "minProperties": 1,
            "properties": {
              "key": {
                "type": "string",
                "maxLength": 1024
              },
              "values": {
                "type": "array",
                "minItems": 1,
                "uniqueItems": true,
                "items": {
                  "type": "string",
                  "maxLength": 1024
                }
              },
              "matchOptions": {
                "type": "array",
                "minItems": 1,
                "uniqueItems": true,
                "items": {
                  "enum": [
                    "ABSENT",
                    "CASE_INSENSITIVE",
                    "CASE_SENSITIVE",
                    "CONTAINS",
                    "ENDS_WITH",
                    "EQUALS",
                    "GREATER_THAN_OR_EQUAL",
                    "STARTS_WITH"
                  ]
                }
              }
            }
          },
          "costCategories": {
            "type": "object",
            "additionalProperties": false,
            "minProperties": 1,
            "properties": {
              "key": {
                "type": "string",
                "minLength": 1,
                "maxLength": 50
              },
              "values": {
                "type": "array",
                "minItems": 1,
                "uniqueItems": true,
                "items": {
                  "type": "string",
                  "maxLength": 1024
                }
              },
              "matchOptions": {
                "type": "array",
                "minItems": 1,
                "uniqueItems": true,
                "items": {
                  "enum": [
                    "ABSENT",
                    "CASE_INSENSITIVE",
                    "CASE_SENSITIVE",
                    "CONTAINS",
                    "ENDS_WITH",
                    "EQUALS",
                    "GREATER_THAN_OR_EQUAL",
                    "STARTS_WITH"
                  ]
                }
              }
            }
          }
        }
      }
    },
    "properties": {
      "monitorName": {
        "type": "string",
        "minLength": 1,
        "maxLength": 1024,
        "pattern": "^[^\\u0000-\\u001f\\u007f]+$",
        "x-message": "must not hold line breaks or other control characters"
      },
      "monitorType": {
        "enum": [
          "DIMENSIONAL",
          "CUSTOM"
        ]
      },
      "monitorDimension": {
        "enum": [
          "SERVICE",
          "LINKED_ACCOUNT",
          "TAG",
          "COST_CATEGORY"
        ]
      },
      "monitorSpecification": {
        "allOf": [
          {
            "$ref": "#/definitions/expression"
          }
        ]
      },
      "subscriptions": {
        "type": "array",
        "items": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "subscriptionName",
            "frequency",
            "subscribers"
          ],
          "properties": {
            "subscriptionName": {
              "type": "string",
              "minLength": 1,
              "maxLength": 1024,
              "pattern": "^[^\\u0000-\\u001f\\u007f]+$",
              "x-message": "must not hold line breaks or other control characters"
            },
            "frequency": {
              "enum": [
                "IMMEDIATE",
                "DAILY",
                "WEEKLY"
              ]
            },
            "threshold": {
              "type": "number",
              "minimum": 0,
              "maximum": 10000000000
            },
            "thresholdExpression": {
              "allOf": [
                {
                  "$ref": "#/definitions/expression"
                }
              ]
            },
            "subscribers": {
              "type": "array",
              "minItems": 1,
              "maxItems": 10,
              "items": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "type",
                  "address"
                ],
                "properties": {
                  "type": {
                    "enum": [
                      "EMAIL",
                      "SNS"
                    ]
                  },
                  "address": {
                    "allOf": [
                      {
                        "$ref": "common.json#/definitions/nameOrRef"
                      }
                    ]
                  }
                }
              }
            }
          }
        }
      },
      "tags": {
        "allOf": [
          {
            "$ref": "common.json#/definitions/tags"
          }
        ]
      },
      "placement": {
        "$ref": "common.json#/definitions/placement"
      },
      "forEach": {
        "$ref": "common.json#/definitions/forEach"
      }
    },
    "required": [
      "monitorType"
    ]
  },
  "Dashboard": {
    "title": "Dashboard",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "dashboardBody"
    ],
    "properties": {
      "dashboardName": {
        "type": "string",
        "maxLength": 255,
        "pattern": "^([A-Za-z0-9_-]|\\$\\{each\\.[^}]+\\})+$",
        "x-message": "must be letters, digits, \"_\" and \"-\""
      },
      "dashboardBody": {
        "anyOf": [
          {
            "type": "string",
            "minLength": 1
          },
          {
            "$ref": "#/definitions/body"
          }
        ]
      },
      "tags": {
        "allOf": [
          {
            "$ref": "common.json#/definitions/tags"
          }
        ]
      },
      "placement": {
        "$ref": "common.json#/definitions/placement"
      },
      "forEach": {
        "$ref": "common.json#/definitions/forEach"
      }
    },
    "definitions": {
      "body": {
        "type": "object",
        "required": [
          "widgets"
        ],
        "properties": {
          "start": {
            "type": "string",
            "minLength": 1
          },
          "end": {
            "type": "string",
            "minLength": 1
          },
          "periodOverride": {
            "type": "string",
            "enum": [
              "auto",
              "inherit"
            ]
          },
          "variables": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "id",
                "type",
                "inputType"
              ],
              "properties": {
                "id": {
                  "type": "string",
                  "minLength": 1
                },
                "type": {
                  "type": "string",
                  "enum": [
                    "property",
                    "pattern"
                  ]
                },
                "property": {
                  "type": "string",
                  "minLength": 1
                },
                "pattern": {
                  "type": "string",
                  "minLength": 1
                },
                "inputType": {
                  "type": "string",
                  "enum": [
                    "input",
                    "select",
                    "radio"
                  ]
                },
                "label": {
                  "type": "string"
                },
                "visible": {
                  "type": "boolean"
                },
                "search": {
                  "type": "string",
                  "minLength": 1
                },
                "populateFrom": {
                  "type": "string",
                  "minLength": 1
                },
                "values": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "required": [
                      "value"
                    ],
                    "properties": {
                      "value": {
                        "type": "string"
                      },
                      "label": {
                        "type": "string"
                      }
                    }
                  }
                },
                "defaultValue": {
                  "type": "string"
                }
              }
            },
            "maxItems": 25
          },
          "widgets": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "type",
                "properties"
              ],
              "properties": {
                "type": {
                  "type": "string",
                  "enum": [
                    "metric",
                    "text",
                    "log",
                    "alarm",
                    "explorer",
                    "custom",
                    "chart",
                    "trace"
                  ]
                },
                "x": {
                  "type": "integer",
                  "minimum": 0,
                  "maximum": 23
                },
                "y": {
                  "type": "integer",
                  "minimum": 0
                },
                "width": {
                  "type": "integer",
                  "minimum": 1,
                  "maximum": 24
                },
                "height": {
                  "type": "integer",
                  "minimum": 1,
                  "maximum": 1000
                },
                "properties": {
                  "type": "object",
                  "properties": {
                    "title": {
                      "type": "string"
                    },
                    "region": {
                      "allOf": [
                        {
                          "$ref": "common.json#/definitions/region"
                        }
                      ]
                    },
                    "accountId": {
                      "type": "string",
                      "minLength": 1
                    },
                    "metrics": {
                      "type": "array",
                      "items": {
                        "type": [
                          "array",
                          "object"
                        ],
                        "minItems": 1,
                        "items": {
                          "type": [
                            "string",
                            "object"
                          ],
                          "properties": {
                            "expression": {
                              "type": "string",
                              "minLength": 1
                            },
                            "id": {
                              "type": "string",
                              "minLength": 1
                            },
                            "label": {
                              "type": "string"
                            },
                            "color": {
                              "type": "string",
                              "minLength": 1
                            },
                            "period": {
                              "type": "integer",
                              "minimum": 1
                            },
                            "stat": {
                              "type": "string",
                              "minLength": 1
                            },
                            "visible": {
                              "type": "boolean"
                            },
                            "yAxis": {
                              "type": "string",
                              "enum": [
                                "left",
                                "right"
                              ]
                            },
                            "region": {
                              "allOf": [
                                {
                                  "$ref": "common.json#/definitions/region"
                                }
                              ]
                            },
                            "accountId": {
                              "type": "string",
                              "minLength": 1
                            }
                          }
                        },
                        "properties": {
                          "metricName": {
                            "type": "string",
                            "minLength": 1
                          },
                          "resourceType": {
                            "type": "string",
                            "minLength": 1
                          },
                          "stat": {
                            "type": "string",
                            "minLength": 1
                          }
                        }
                      },
                      "maxItems": 500
                    },
                    "view": {
                      "type": "string",
                      "enum": [
                        "timeSeries",
                        "singleValue",
                        "gauge",
                        "bar",
                        "pie",
                        "table"
                      ]
                    },
                    "stat": {
                      "type": "string",
                      "minLength": 1
                    },
                    "period": {
                      "type": "integer",
                      "minimum": 1
                    },
                    "stacked": {
                      "type": "boolean"
                    },
                    "sparkline": {
                      "type": "boolean"
                    },
                    "trend": {
                      "type": "boolean"
                    },
                    "singleValueFullPrecision": {
                      "type": "boolean"
                    },
                    "setPeriodToTimeRange": {
                      "type": "boolean"
                    },
                    "liveData": {
                      "type": "boolean"
                    },
                    "timezone": {
                      "type": "string",
                      "minLength": 1
                    },
                    "start": {
                      "type": "string",
                      "minLength": 1
                    },
                    "end": {
                      "type": "string",
                      "minLength": 1
                    },
                    "legend": {
                      "type": "object",
                      "properties": {
                        "position": {
                          "type": "string",
                          "enum": [
                            "bottom",
                            "right",
                            "hidden"
                          ]
                        }
                      }
                    },
                    "yAxis": {
                      "type": "object",
                      "properties": {
                        "left": {
                          "type": "object",
                          "properties": {
                            "label": {
                              "type": "string"
                            },
                            "min": {
                              "type": "number"
                            },
                            "max": {
                              "type": "number"
                            },
                            "showUnits": {
                              "type": "boolean"
                            }
                          }
                        },
                        "right": {
                          "type": "object",
                          "properties": {
                            "label": {
                              "type": "string"
                            },
                            "min": {
                              "type": "number"
                            },
                            "max": {
                              "type": "number"
                            },
                            "showUnits": {
                              "type": "boolean"
                            }
                          }
                        }
                      }
                    },
                    "table": {
                      "type": "object",
                      "properties": {
                        "layout": {
                          "type": "string",
                          "enum": [
                            "horizontal",
                            "vertical"
                          ]
                        },
                        "showTimeSeriesData": {
                          "type": "boolean"
                        },
                        "stickySummary": {
                          "type": "boolean"
                        },
                        "summaryColumns": {
                          "type": "array",
                          "items": {
                            "type": "string",
                            "minLength": 1
                          }
                        }
                      }
                    },
                    "annotations": {
                      "type": "object",
                      "properties": {
                        "alarms": {
                          "type": "array",
                          "items": {
                            "allOf": [
                              {
                                "$ref": "common.json#/definitions/arnOrRef"
                              }
                            ]
                          },
                          "maxItems": 1
                        },
                        "horizontal": {
                          "type": "array",
                          "items": {
                            "type": [
                              "object",
                              "array"
                            ],
                            "properties": {
                              "value": {
                                "type": "number"
                              },
                              "label": {
                                "type": "string"
                              },
                              "color": {
                                "type": "string",
                                "minLength": 1
                              },
                              "fill": {
                                "type": "string",
                                "enum": [
                                  "above",
                                  "below",
                                  "none"
                                ]
                              },
                              "visible": {
                                "type": "boolean"
                              },
                              "yAxis": {
                                "type": "string",
                                "enum": [
                                  "left",
                                  "right"
                                ]
                              }
                            }
                          }
                        },
                        "vertical": {
                          "type": "array",
                          "items": {
                            "type": [
                              "object",
                              "array"
                            ],
                            "properties": {
                              "value": {
                                "type": "string",
                                "minLength": 1
                              },
                              "label": {
                                "type": "string"
                              },
                              "color": {
                                "type": "string",
                                "minLength": 1
                              },
                              "fill": {
                                "type": "string",
                                "enum": [
                                  "before",
                                  "after",
                                  "none"
                                ]
                              },
                              "visible": {
                                "type": "boolean"
                              }
                            }
                          }
                        }
                      }
                    },
                    "markdown": {
                      "type": "string"
                    },
                    "background": {
                      "type": "string",
                      "enum": [
                        "solid",
                        "transparent"
                      ]
                    },
                    "query": {
                      "type": "string",
                      "minLength": 1
                    },
                    "queryLanguage": {
                      "type": "string",
                      "enum": [
                        "CWLI",
                        "PPL",
                        "SQL"
                      ]
                    },
                    "alarms": {
                      "type": "array",
                      "items": {
                        "allOf": [
                          {
                            "$ref": "common.json#/definitions/arnOrRef"
                          }
                        ]
                      },
                      "minItems": 1,
                      "maxItems": 100
                    },
                    "sortBy": {
                      "type": "string",
                      "enum": [
                        "default",
                        "stateUpdatedTimestamp",
                        "timestamp"
                      ]
                    },
                    "states": {
                      "type": "array",
                      "items": {
                        "type": "string",
                        "enum": [
                          "ALARM",
                          "INSUFFICIENT_DATA",
                          "OK"
                        ]
                      }
                    },
                    "labels": {
                      "type": "array",
                      "items": {
                        "type": "object",
                        "properties": {
                          "key": {
                            "type": "string",
                            "minLength": 1
                          },
                          "value": {
                            "type": "string",
                            "minLength": 1
                          }
                        }
                      }
                    },
                    "aggregateBy": {
                      "type": "object",
                      "properties": {
                        "key": {
                          "type": "string",
                          "minLength": 1
                        },
                        "func": {
                          "type": "string",
                          "minLength": 1
                        }
                      }
                    },
                    "splitBy": {
                      "type": "string",
                      "minLength": 1
                    },
                    "widgetOptions": {
                      "type": "object",
                      "properties": {
                        "legend": {
                          "type": "object",
                          "properties": {
                            "position": {
                              "type": "string",
                              "enum": [
                                "bottom",
                                "right",
                                "hidden"
                              ]
                            }
                          }
                        },
                        "view": {
                          "type": "string",
                          "enum": [
                            "timeSeries",
                            "singleValue",
                            "bar",
                            "pie"
                          ]
                        },
                        "stacked": {
                          "type": "boolean"
                        },
                        "rowsPerPage": {
                          "type": "integer",
                          "minimum": 1
                        },
                        "widgetsPerRow": {
                          "type": "integer",
                          "minimum": 1
                        }
                      }
                    },
                    "endpoint": {
                      "type": "string",
                      "minLength": 1
                    },
                    "params": {},
                    "updateOn": {
                      "type": "object",
                      "properties": {
                        "refresh": {
                          "type": "boolean"
                        },
                        "resize": {
                          "type": "boolean"
                        },
                        "timeRange": {
                          "type": "boolean"
                        }
                      }
                    }
                  }
                }
              }
            },
            "maxItems": 500
          }
        }
      }
    }
  },
  "DeliveryRole": {
    "title": "DeliveryRole",
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "roleName": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^([\\w+=,.@-]|\\$\\{each\\.[^}]+\\})+$",
        "x-message": "must be 1 to 64 letters, digits and _+=,.@-"
      },
      "path": {
        "type": "string",
        "maxLength": 512,
        "pattern": "^/([\\u0021-\\u007e]+/)?$",
        "x-message": "must begin and end with a slash, such as /monitoring/"
      },
      "description": {
        "type": "string",
        "minLength": 1,
        "maxLength": 1000,
        "pattern": "^[\\t\\n\\r\\u0020-\\u007e\\u00a1-\\u00ff]*$",
        "x-message": "must be at most 1000 characters of Latin text"
      },
      "maxSessionDuration": {
        "type": "integer",
        "minimum": 3600,
        "maximum": 43200
      },
      "permissionsBoundary": {
        "allOf": [
          {
            "$ref": "common.json#/definitions/arn"
          }
        ]
      },
      "services": {
        "type": "array",
        "minItems": 1,
        "maxItems": 50,
        "items": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "service"
          ],
          "properties": {
            "service": {
              "type": "string",
              "maxLength": 256,
              "pattern": "^[a-z0-9-]+(\\.[a-z0-9-]+)*\\.amazonaws\\.com(\\.cn)?$",
              "x-message": "must be a service principal such as sns.amazonaws.com"
            },
            "sourceAccounts": {
              "type": "array",
              "maxItems": 50,
              "uniqueItems": true,
              "items": {
                "type": "string",
                "pattern": "^\\d{12}$",
                "x-message": "must be an account id of twelve digits, in quotes"
              }
            },
            "sourceArns": {
              "type": "array",
              "minItems": 1,
              "maxItems": 50,
              "uniqueItems": true,
              "items": {
                "type": "string",
                "minLength": 1,
                "maxLength": 2048
              }
            }
          }
        }
      },
      "statements": {
        "type": "array",
        "minItems": 1,
        "maxItems": 100,
        "items": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "actions",
            "resources"
          ],
          "properties": {
            "actions": {
              "type": "array",
              "minItems": 1,
              "uniqueItems": true,
              "items": {
                "type": "string",
                "maxLength": 256,
                "pattern": "^[a-z0-9-]+:[A-Za-z0-9*?]+$",
                "x-message": "must be an action such as logs:PutLogEvents"
              }
            },
            "resources": {
              "type": "array",
              "minItems": 1,
              "uniqueItems": true,
              "items": {
                "type": "string",
                "minLength": 1,
                "maxLength": 2048,
                "pattern": "^(\\*$|arn:|\\$\\{each\\.)",
                "x-message": "must be an ARN, or * for any resource"
              }
            },
            "conditions": {
              "type": "object",
              "minProperties": 1,
              "maxProperties": 30,
              "propertyNames": {
                "pattern": "^((ForAllValues|ForAnyValue):)?[A-Z][A-Za-z]+$",
                "x-message": "must be an operator such as StringEquals"
              },
              "additionalProperties": {
                "type": "object",
                "minProperties": 1,
                "additionalProperties": {
                  "anyOf": [
                    {
                      "type": "string",
                      "maxLength": 2048
                    },
                    {
                      "type": "array",
                      "minItems": 1,
                      "items": {
                        "type": "string",
                        "maxLength": 2048
                      }
                    }
                  ]
                }
              }
            }
          }
        }
      },
      "tags": {
        "allOf": [
          {
            "$ref": "common.json#/definitions/tags"
          }
        ]
      },
      "placement": {
        "$ref": "common.json#/definitions/placement"
      },
      "forEach": {
        "$ref": "common.json#/definitions/forEach"
      }
    }
  },
  "EventDataStore": {
    "title": "EventDataStore",
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "eventDataStoreName": {
        "type": "string",
        "minLength": 3,
        "maxLength": 128,
        "pattern": "^([A-Za-z0-9._-]|\\$\\{each\\.[^}]+\\})+$",
        "x-message": "must be 3 to 128 letters, digits, periods, underscores and dashes"
      },
      "advancedEventSelectors": {
        "type": "array",
        "minItems": 1,
        "items": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "fieldSelectors"
          ],
          "properties": {
            "name": {
              "type": "string",
              "minLength": 1,
              "maxLength": 1000
            },
            "fieldSelectors": {
              "type": "array",
              "minItems": 1,
              "items": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "field"
                ],
                "properties": {
                  "field": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 1000
                  },
                  "equals": {
                    "type": "array",
                    "minItems": 1,
                    "items": {
                      "type": "string",
                      "minLength": 1,
                      "maxLength": 2048
                    }
                  },
                  "startsWith": {
                    "type": "array",
                    "minItems": 1,
                    "items": {
                      "type": "string",
                      "minLength": 1,
                      "maxLength": 2048
                    }
                  },
                  "endsWith": {
                    "type": "array",
                    "minItems": 1,
                    "items": {
                      "type": "string",
                      "minLength": 1,
                      "maxLength": 2048
                    }
                  },
                  "notEquals": {
                    "type": "array",
                    "minItems": 1,
                    "items": {
                      "type": "string",
                      "minLength": 1,
                      "maxLength": 2048
                    }
                  },
                  "notStartsWith": {
                    "type": "array",
                    "minItems": 1,
                    "items": {
                      "type": "string",
                      "minLength": 1,
                      "maxLength": 2048
                    }
                  },
                  "notEndsWith": {
                    "type": "array",
                    "minItems": 1,
                    "items": {
                      "type": "string",
                      "minLength": 1,
                      "maxLength": 2048
                    }
                  }
                }
              }
            }
          }
        },
        "maxItems": 5
      },
      "multiRegionEnabled": {
        "type": "boolean"
      },
      "organizationEnabled": {
        "type": "boolean"
      },
      "retentionPeriod": {
        "type": "integer",
        "minimum": 7,
        "maximum": 3653
      },
      "billingMode": {
        "enum": [
          "EXTENDABLE_RETENTION_PRICING",
          "FIXED_RETENTION_PRICING"
        ]
      },
      "terminationProtectionEnabled": {
        "type": "boolean"
      },
      "kmsKeyId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 350
      },
      "ingestion": {
        "type": "boolean"
      },
      "insightSelectors": {
        "type": "array",
        "items": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "insightType"
          ],
          "properties": {
            "insightType": {
              "enum": [
                "ApiCallRateInsight",
                "ApiErrorRateInsight"
              ]
            },
            "eventCategories": {
              "type": "array",
              "minItems": 1,
              "items": {
                "enum": [
                  "Management"
                ]
              }
            }
          }
        }
      },
      "insightsDestination": {
        "allOf": [
          {
            "$ref": "common.json#/definitions/nameOrRef"
          }
        ]
      },
      "federationRoleArn": {
        "allOf": [
          {
            "$ref": "common.json#/definitions/arnOrRef"
          }
        ]
      },
      "maxEventSize": {
        "enum": [
          "Standard",
          "Large"
        ]
      },
      "contextKeySelectors": {
        "type": "array",
        "minItems": 1,
        "maxItems": 2,
        "items": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "type",
            "equals"
          ],
          "properties": {
            "type": {
              "enum": [
                "TagContext",
                "RequestContext"
              ]
            },
            "equals": {
              "type": "array",
              "minItems": 1,
              "maxItems": 50,
              "uniqueItems": true,
              "items": {
                "type": "string",
                "minLength": 1,
                "maxLength": 128
              }
            }
          }
        }
      },
      "tags": {
        "allOf": [
          {
            "$ref": "common.json#/definitions/tags"
          }
        ]
      },
      "placement": {
        "$ref": "common.json#/definitions/placement"
      },
      "forEach": {
        "$ref": "common.json#/definitions/forEach"
      }
    }
  },
  "EventRule": {
    "title": "EventRule",
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "ruleName": {
        "type": "string",
        "maxLength": 64,
        "pattern": "^([A-Za-z0-9._-]|\\$\\{each\\.[^}]+\\})+$",
        "x-message": "must be letters, digits, \".\", \"_\" and \"-\""
      },
      "eventBusName": {
        "type": "string",
        "minLength": 1,
        "maxLength": 1600,
        "pattern": "^([/A-Za-z0-9._-]|\\$\\{each\\.[^}]+\\})+$|^arn:aws[a-z-]*:events:[^:\\s]*:[^:\\s]*:event-bus/[/A-Za-z0-9._-]+$",
        "x-message": "must be an event bus's name or ARN"
      },
      "eventPattern": {
        "type": [
          "object",
          "string"
        ],
        "minProperties": 1,
        "maxLength": 4096
      },
      "scheduleExpression": {
        "type": "string",
        "minLength": 1,
        "maxLength": 256,
        "pattern": "^(rate|cron)\\(.+\\)$",
        "x-message": "must be rate(…) or cron(…), such as rate(5 minutes) or cron(0 20 * * ? *)"
      },
      "state": {
        "type": "string",
        "enum": [
          "ENABLED",
          "DISABLED",
          "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"
        ]
      },
      "description": {
        "type": "string",
        "minLength": 1,
        "maxLength": 512
      },
      "roleArn": {
        "allOf": [
          {
            "$ref": "common.json#/definitions/arnOrRef"
          }
        ]
      },
      "targets": {
        "type": "array",
        "maxItems": 5,
        "items": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "targetId",
            "arn"
          ],
          "properties": {
            "targetId": {
              "type": "string",
              "maxLength": 64,
              "pattern": "^([A-Za-z0-9._-]|\\$\\{each\\.[^}]+\\})+$",
              "x-message": "must be letters, digits, \".\", \"_\" and \"-\""
            },
            "arn": {
              "allOf": [
                {
                  "$ref": "common.json#/definitions/arnOrRef"
                }
              ]
            },
            "roleArn": {
              "allOf": [
                {
                  "$ref": "common.json#/definitions/arnOrRef"
                }
              ]
            },
            "input": {
              "type": [
                "object",
                "array",
                "string"
              ],
              "maxLength": 8192
            },
            "inputPath": {
              "type": "string",
              "minLength": 1,
              "maxLength": 256,
              "pattern": "^(\\$|\\$\\{each\\.)",
              "x-message": "must be a JSON path, which begins with $"
            },
            "inputTransformer": {
              "type": "object",
              "additionalProperties": false,
              "minProperties": 1,
              "properties": {
                "inputPathsMap": {
                  "type": "object",
                  "minProperties": 1,
                  "maxProperties": 100,
                  "additionalProperties": {
                    "type": "string",
                    "maxLength": 256
                  }
                },
                "inputTemplate": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 8192
                }
              },
              "required": [
                "inputTemplate"
              ]
            },
            "kinesisParameters": {
              "type": "object",
              "additionalProperties": false,
              "minProperties": 1,
              "properties": {
                "partitionKeyPath": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 256
                }
              },
              "required": [
                "partitionKeyPath"
              ]
            },
            "runCommandParameters": {
              "type": "object",
              "additionalProperties": false,
              "minProperties": 1,
              "properties": {
                "runCommandTargets": {
                  "type": "array",
                  "minItems": 1,
                  "maxItems": 1,
                  "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "minProperties": 1,
                    "properties": {
                      "key": {
                        "type": "string",
                        "minLength": 1,
                        "maxLength": 128
                      },
                      "values": {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": 50,
                        "uniqueItems": true,
                        "items": {
                          "type": "string",
                          "minLength": 1,
                          "maxLength": 256
                        }
                      }
                    },
                    "required": [
                      "key",
                      "values"
                    ]
                  }
                }
              },
              "required": [
                "runCommandTargets"
              ]
            },
            "ecsParameters": {
              "type": "object",
              "additionalProperties": false,
              "minProperties": 1,
              "properties": {
                "taskDefinitionArn": {
                  "allOf": [
                    {
                      "$ref": "common.json#/definitions/arn"
                    }
                  ]
                },
                "taskCount": {
                  "type": "integer",
                  "minimum": 1,
                  "maximum": 10
                },
                "launchType": {
                  "type": "string",
                  "enum": [
                    "EC2",
                    "FARGATE",
                    "EXTERNAL"
                  ]
                },
                "networkConfiguration": {
                  "type": "object",
                  "additionalProperties": false,
                  "minProperties": 1,
                  "properties": {
                    "awsvpcConfiguration": {
                      "type": "object",
                      "additionalProperties": false,
                      "minProperties": 1,
                      "properties": {
                        "subnets": {
                          "type": "array",
                          "minItems": 1,
                          "maxItems": 16,
                          "uniqueItems": true,
                          "items": {
                            "type": "string",
                            "minLength": 1
                          }
                        },
                        "securityGroups": {
                          "type": "array",
                          "minItems": 1,
                          "maxItems": 5,
                          "uniqueItems": true,
                          "items": {
                            "type": "string",
                            "minLength": 1
                          }
                        },
                        "assignPublicIp": {
                          "type": "string",
                          "enum": [
                            "ENABLED",
                            "DISABLED"
                          ]
                        }
                      },
                      "required": [
                        "subnets"
                      ]
                    }
                  },
                  "required": [
                    "awsvpcConfiguration"
                  ]
                },
                "platformVersion": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 64
                },
                "group": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 255
                },
                "capacityProviderStrategy": {
                  "type": "array",
                  "minItems": 1,
                  "maxItems": 6,
                  "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "minProperties": 1,
                    "properties": {
                      "capacityProvider": {
                        "type": "string",
                        "minLength": 1,
                        "maxLength": 255
                      },
                      "weight": {
                        "type": "integer",
                        "minimum": 0,
                        "maximum": 1000
                      },
                      "base": {
                        "type": "integer",
                        "minimum": 0,
                        "maximum": 100000
                      }
                    },
                    "required": [
                      "capacityProvider"
                    ]
                  }
                },
                "enableECSManagedTags": {
                  "type": "boolean"
                },
                "enableExecuteCommand": {
                  "type": "boolean"
                },
                "placementConstraints": {
                  "type": "array",
                  "minItems": 1,
                  "maxItems": 10,
                  "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "minProperties": 1,
                    "properties": {
                      "type": {
                        "type": "string",
                        "enum": [
                          "distinctInstance",
                          "memberOf"
                        ]
                      },
                      "expression": {
                        "type": "string",
                        "minLength": 1,
                        "maxLength": 2000
                      }
                    },
                    "required": [
                      "type"
                    ]
                  }
                },
                "placementStrategy": {
                  "type": "array",
                  "minItems": 1,
                  "maxItems": 5,
                  "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "minProperties": 1,
                    "properties": {
                      "type": {
                        "type": "string",
                        "enum": [
                          "random",
                          "spread",
                          "binpack"
                        ]
                      },
                      "field": {
                        "type": "string",
                        "minLength": 1,
                        "maxLength": 255
                      }
                    },
                    "required": [
                      "type"
                    ]
                  }
                },
                "propagateTags": {
                  "type": "string",
                  "enum": [
                    "TASK_DEFINITION"
                  ]
                },
                "referenceId": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 1024
                },
                "tags": {
                  "type": "object",
                  "minProperties": 1,
                  "maxProperties": 50,
                  "additionalProperties": {
                    "type": "string",
                    "maxLength": 256
                  }
                }
              },
              "required": [
                "taskDefinitionArn"
              ]
            },
            "batchParameters": {
              "type": "object",
              "additionalProperties": false,
              "minProperties": 1,
              "properties": {
                "jobDefinition": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 1600
                },
                "jobName": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 128
                },
                "arrayProperties": {
                  "type": "object",
                  "additionalProperties": false,
                  "minProperties": 1,
                  "properties": {
                    "size": {
                      "type": "integer",
                      "minimum": 2,
                      "maximum": 10000
                    }
                  },
                  "required": [
                    "size"
                  ]
                },
                "retryStrategy": {
                  "type": "object",
                  "additionalProperties": false,
                  "minProperties": 1,
                  "properties": {
                    "attempts": {
                      "type": "integer",
                      "minimum": 1,
                      "maximum": 10
                    }
                  },
                  "required": [
                    "attempts"
                  ]
                }
              },
              "required": [
                "jobDefinition",
                "jobName"
              ]
            },
            "sqsParameters": {
              "type": "object",
              "additionalProperties": false,
              "minProperties": 1,
              "properties": {
                "messageGroupId": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 100
                }
              },
              "required": [
                "messageGroupId"
              ]
            },
            "httpParameters": {
              "type": "object",
              "additionalProperties": false,
              "minProperties": 1,
              "properties": {
                "pathParameterValues": {
                  "type": "array",
                  "minItems": 1,
                  "items": {
                    "type": "string"
                  }
                },
                "headerParameters": {
                  "type": "object",
                  "minProperties": 1,
                  "additionalProperties": {
                    "type": "string",
                    "maxLength": 512
                  }
                },
                "queryStringParameters": {
                  "type": "object",
                  "minProperties": 1,
                  "additionalProperties": {
                    "type": "string",
                    "maxLength": 512
                  }
                }
              }
            },
            "redshiftDataParameters": {
              "type": "object",
              "additionalProperties": false,
              "minProperties": 1,
              "properties": {
                "secretManagerArn": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 1600
                },
                "database": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 64
                },
                "dbUser": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 128
                },
                "sql": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 100000
                },
                "statementName": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 500
                },
                "withEvent": {
                  "type": "boolean"
                },
                "sqls": {
                  "type": "array",
                  "minItems": 1,
                  "maxItems": 40,
                  "items": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 100000
                  }
                }
              },
              "required": [
                "database"
              ]
            },
            "sageMakerPipelineParameters": {
              "type": "object",
              "additionalProperties": false,
              "minProperties": 1,
              "properties": {
                "pipelineParameterList": {
                  "type": "object",
                  "minProperties": 1,
                  "maxProperties": 200,
                  "additionalProperties": {
                    "type": "string",
                    "maxLength": 1024
                  }
                }
              },
              "required": [
                "pipelineParameterList"
              ]
            },
            "deadLetterConfig": {
              "type": "object",
              "additionalProperties": false,
              "minProperties": 1,
              "properties": {
                "arn": {
                  "allOf": [
                    {
                      "$ref": "common.json#/definitions/arn"
                    }
                  ]
                }
              },
              "required": [
                "arn"
              ]
            },
            "retryPolicy": {
              "type": "object",
              "additionalProperties": false,
              "minProperties": 1,
              "properties": {
                "maximumRetryAttempts": {
                  "type": "integer",
                  "minimum": 0,
                  "maximum": 185
                },
                "maximumEventAgeInSeconds": {
                  "type": "integer",
                  "minimum": 60,
                  "maximum": 86400
                }
              }
            },
            "appSyncParameters": {
              "type": "object",
              "additionalProperties": false,
              "minProperties": 1,
              "properties": {
                "graphQLOperation": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 1048576
                }
              },
              "required": [
                "graphQLOperation"
              ]
            }
          }
        }
      },
      "tags": {
        "allOf": [
          {
            "$ref": "common.json#/definitions/tags"
          }
        ]
      },
      "placement": {
        "$ref": "common.json#/definitions/placement"
      },
      "forEach": {
        "$ref": "common.json#/definitions/forEach"
      }
    }
  },
  "FlowLog": {
    "title": "FlowLog",
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "resourceType": {
        "enum": [
          "VPC",
          "Subnet",
          "NetworkInterface",
          "TransitGateway",
          "TransitGatewayAttachment",
          "RegionalNatGateway",
          "CoreNetwork",
          "CoreNetworkAttachment",
          "CoreNetworkEdge"
        ]
      },
      "resourceIds": {
        "type": "array",
        "minItems": 1,
        "maxItems": 300,
        "items": {
          "type": "string",
          "minLength": 1
        }
      },
      "trafficType": {
        "enum": [
          "ALL",
          "ACCEPT",
          "REJECT"
        ]
      },
      "logDestinationType": {
        "enum": [
          "cloud-watch-logs",
          "s3",
          "kinesis-data-firehose"
        ]
      },
      "logDestination": {
        "allOf": [
          {
            "$ref": "common.json#/definitions/arnOrRef"
          }
        ]
      },
      "logGroupName": {
        "anyOf": [
          {
            "type": "string",
            "minLength": 1,
            "maxLength": 512
          },
          {
            "$ref": "common.json#/definitions/ref"
          }
        ]
      },
      "deliverLogsPermissionArn": {
        "allOf": [
          {
            "$ref": "common.json#/definitions/arnOrRef"
          }
        ]
      },
      "deliverCrossAccountRole": {
        "allOf": [
          {
            "$ref": "common.json#/definitions/arn"
          }
        ]
      },
      "logFormat": {
        "type": "string",
        "minLength": 4
      },
      "maxAggregationInterval": {
        "enum": [
          60,
          600
        ]
      },
      "destinationOptions": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "fileFormat": {
            "enum": [
              "plain-text",
              "parquet"
            ]
          },
          "hiveCompatiblePartitions": {
            "type": "boolean"
          },
          "perHourPartition": {
            "type": "boolean"
          }
        }
      },
      "tagFieldSpecifications": {
        "type": "array",
        "minItems": 1,
        "maxItems": 3,
        "items": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "resourceType",
            "tagKeys"
          ],
          "properties": {
            "resourceType": {
              "enum": [
                "network-interface",
                "instance",
                "auto-scaling-group"
              ]
            },
            "tagKeys": {
              "type": "array",
              "minItems": 1,
              "maxItems": 2,
              "items": {
                "type": "string",
                "minLength": 1,
                "maxLength": 128
              }
            }
          }
        }
      },
      "tags": {
        "allOf": [
          {
            "$ref": "common.json#/definitions/tags"
          }
        ]
      },
      "placement": {
        "$ref": "common.json#/definitions/placement"
      },
      "forEach": {
        "$ref": "common.json#/definitions/forEach"
      }
    },
    "required": [
      "resourceType",
      "resourceIds"
    ]
  },
  "InsightRule": {
    "title": "InsightRule",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "ruleDefinition"
    ],
    "properties": {
      "ruleName": {
        "type": "string",
        "minLength": 1,
        "maxLength": 128,
        "pattern": "^[\\x20-\\x7e]+$",
        "x-message": "must be ASCII letters, digits, spaces and punctuation"
      },
      "ruleState": {
        "type": "string",
        "enum": [
          "ENABLED",
          "DISABLED"
        ]
      },
      "ruleDefinition": {
        "anyOf": [
          {
            "type": "string",
            "minLength": 1
          },
          {
            "$ref": "#/definitions/definition"
          }
        ]
      },
      "applyOnTransformedLogs": {
        "type": "boolean"
      },
      "tags": {
        "allOf": [
          {
            "$ref": "common.json#/definitions/tags"
          }
        ]
      },
      "placement": {
        "$ref": "common.json#/definitions/placement"
      },
      "forEach": {
        "$ref": "common.json#/definitions/forEach"
      }
    },
    "definitions": {
      "definition": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "Schema",
          "LogFormat",
          "Contribution",
          "AggregateOn"
        ],
        "properties": {
          "Schema": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "Name",
              "Version"
            ],
            "properties": {
              "Name": {
                "type": "string",
                "enum": [
                  "CloudWatchLogRule"
                ]
              },
              "Version": {
                "type": "integer",
                "minimum": 1,
                "maximum": 1
              }
            }
          },
          "LogGroupNames": {
            "type": "array",
            "minItems": 1,
            "items": {
              "allOf": [
                {
                  "$ref": "common.json#/definitions/nameOrRef"
                }
              ]
            }
          },
          "LogGroupARNs": {
            "type": "array",
            "minItems": 1,
            "items": {
              "allOf": [
                {
                  "$ref": "common.json#/definitions/arnOrRef"
                }
              ]
            }
          },
          "LogFormat": {
            "type": "string",
            "enum": [
              "JSON",
              "CLF"
            ]
          },
          "Fields": {
            "type": "object",
            "additionalProperties": {
              "type": "string",
              "minLength": 1
            }
          },
          "Contribution": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "Keys"
            ],
            "properties": {
              "Keys": {
                "type": "array",
                "minItems": 1,
                "maxItems": 4,
                "items": {
                  "type": "string",
                  "minLength": 1
                }
              },
              "ValueOf": {
                "type": "string",
                "minLength": 1
              },
              "Filters": {
                "type": "array",
                "maxItems": 4,
                "items": {
                  "type": "object",
                  "additionalProperties": false,
                  "required": [
                    "Match"
                  ],
                  "properties": {
                    "Match": {
                      "type": "string",
                      "minLength": 1
                    },
                    "In": {
                      "type": "array",
                      "minItems": 1,
                      "maxItems": 10,
                      "items": {
                        "type": "string",
                        "minLength": 1
                      }
                    },
                    "NotIn": {
                      "type": "array",
                      "minItems": 1,
                      "maxItems": 10,
                      "items": {
                        "type": "string",
                        "minLength": 1
                      }
                    },
                    "StartsWith": {
                      "type": "array",
                      "minItems": 1,
                      "maxItems": 10,
                      "items": {
                        "type": "string",
                        "minLength": 1
                      }
                    },
                    "GreaterThan": {
                      "type": "number"
                    },
                    "LessThan": {
                      "type": "number"
                    },
                    "EqualTo": {
                      "type": "number"
                    },
                    "NotEqualTo": {
                      "type": "number"
                    },
                    "IsPresent": {
                      "type": "boolean"
                    }
                  }
                }
              }
            }
          },
          "AggregateOn": {
            "type": "string",
            "enum": [
              "Count",
              "Sum"
            ]
          }
        }
      }
    }
  },
  "Installation": {
    "title": "Installation",
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "region": {
        "allOf": [
          {
            "$ref": "common.json#/definitions/region"
          }
        ]
      },
      "regions": {
        "type": "array",
        "minItems": 1,
        "maxItems": 100,
        "uniqueItems": true,
        "items": {
          "$ref": "common.json#/definitions/region"
        }
      },
      "interval": {
        "type": "string",
        "pattern": "^[1-9][0-9]{0,5}(s|m|h)$",
        "x-message": "must be a number and s, m or h, such as 5m"
      },
      "driftPolicy": {
        "type": "string",
        "enum": [
          "revert",
          "report"
        ]
      },
      "guards": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "maxDeletes": {
            "type": "integer",
            "minimum": 0,
            "maximum": 100000
          },
          "maxDeletePercent": {
            "type": "number",
            "minimum": 0,
            "maximum": 100
          }
        }
      },
      "defaultTags": {
        "allOf": [
          {
            "$ref": "common.json#/definitions/tags"
          }
        ]
      }
    }
  },
  "LogAlarm": {
    "title": "LogAlarm",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "scheduledQueryConfiguration",
      "queryResultsToEvaluate",
      "queryResultsToAlarm",
      "threshold",
      "comparisonOperator"
    ],
    "properties": {
      "alarmName": {
        "type": "string",
        "minLength": 1,
        "maxLength": 255,
        "pattern": "^[^\\u0000-\\u001f\\u007f]+$",
        "x-message": "must not hold line breaks or other control characters"
      },
      "alarmDescription": {
        "type": "string",
        "maxLength": 1024
      },
      "scheduledQueryConfiguration": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "queryString",
          "scheduledQueryRoleArn",
          "scheduleConfiguration",
          "aggregationExpression"
        ],
        "properties": {
          "queryString": {
            "type": "string",
            "minLength": 1,
            "maxLength": 10000,
            "pattern": "\\S",
            "x-message": "must be a query"
          },
          "logGroupIdentifiers": {
            "type": "array",
            "minItems": 1,
            "maxItems": 50,
            "items": {
              "allOf": [
                {
                  "$ref": "common.json#/definitions/nameOrRef"
                }
              ]
            }
          },
          "scheduledQueryRoleArn": {
            "allOf": [
              {
                "$ref": "common.json#/definitions/arnOrRef"
              }
            ]
          },
          "scheduleConfiguration": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "scheduleExpression",
              "startTimeOffset"
            ],
            "properties": {
              "scheduleExpression": {
                "type": "string",
                "maxLength": 256,
                "pattern": "^rate\\((1 (minute|hour|day)|([2-9]|[1-9][0-9]+) (minutes|hours|days))\\)$",
                "x-message": "must be a rate such as rate(1 minute) or rate(5 minutes)"
              },
              "startTimeOffset": {
                "type": "integer",
                "minimum": 1
              },
              "endTimeOffset": {
                "type": "integer",
                "minimum": 0
              }
            }
          },
          "aggregationExpression": {
            "type": "string",
            "minLength": 1,
            "maxLength": 2048,
            "pattern": "\\S",
            "x-message": "must be an expression such as count(*)"
          },
          "tags": {
            "allOf": [
              {
                "$ref": "common.json#/definitions/tags"
              }
            ]
          }
        }
      },
      "queryResultsToEvaluate": {
        "type": "integer",
        "minimum": 1,
        "maximum": 100
      },
      "queryResultsToAlarm": {
        "type": "integer",
        "minimum": 1,
        "maximum": 100
      },
      "threshold": {
        "type": "number"
      },
      "comparisonOperator": {
        "type": "string",
        "enum": [
          "GreaterThanOrEqualToThreshold",
          "GreaterThanThreshold",
          "LessThanThreshold",
          "LessThanOrEqualToThreshold"
        ]
      },
      "treatMissingData": {
        "type": "string",
        "enum": [
          "missing",
          "notBreaching",
          "breaching",
          "ignore"
        ]
      },
      "actionLogLineCount": {
        "type": "integer",
        "minimum": 0,
        "maximum": 50
      },
      "actionLogLineRoleArn": {
        "allOf": [
          {
            "$ref": "common.json#/definitions/arnOrRef"
          }
        ]
      },
      "actionsEnabled": {
        "type": "boolean"
      },
      "alarmActions": {
        "type": "array",
        "items": {
          "allOf": [
            {
              "$ref": "common.json#/definitions/arnOrRef"
            }
          ]
        }
      },
      "okActions": {
        "type": "array",
        "items": {
          "allOf": [
            {
              "$ref": "common.json#/definitions/arnOrRef"
            }
          ]
        }
      },
      "insufficientDataActions": {
        "type": "array",
        "items": {
          "allOf": [
            {
              "$ref": "common.json#/definitions/arnOrRef"
            }
          ]
        }
      },
      "warmUpConfiguration": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "warmUpPeriodDurationInMinutes"
        ],
        "properties": {
          "warmUpPeriodDurationInMinutes": {
            "type": "integer",
            "minimum": 1,
            "maximum": 2880
          },
          "onlyStartEvaluatingAfterWarmUpPeriodEnds": {
            "type": "boolean"
          }
        }
      },
      "actionConfiguration": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "alarmTagsPropagation": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "enabled"
            ],
            "properties": {
              "enabled": {
                "type": "boolean"
              },
              "includedTagKeys": {
                "type": "array",
                "minItems": 1,
                "maxItems": 50,
                "items": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 128
                }
              },
              "excludedTagKeys": {
                "type": "array",
                "minItems": 1,
                "maxItems": 50,
                "items": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 128
                }
              }
            }
          }
        }
      },
      "tags": {
        "allOf": [
          {
            "$ref": "common.json#/definitions/tags"
          }
        ]
      },
      "placement": {
        "$ref": "common.json#/definitions/placement"
      },
      "forEach": {
        "$ref": "common.json#/definitions/forEach"
      }
    }
  },
  "LogBucket": {
    "title": "LogBucket",
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "bucketName": {
        "type": "string",
        "minLength": 3
      },
      "policy": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "requireTls": {
            "type": "boolean"
          },
          "cloudTrail": {
            "type": "array",
            "minItems": 1,
            "items": {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "accounts": {
                  "type": "array",
                  "minItems": 1,
                  "uniqueItems": true,
                  "items": {
                    "type": "string",
                    "pattern": "^[0-9]{12}$",
                    "x-message": "must be an account's twelve digits, in quotes"
                  }
                },
                "trailArns": {
                  "type": "array",
                  "minItems": 1,
                  "uniqueItems": true,
                  "items": {
                    "$ref": "common.json#/definitions/arn"
                  }
                },
                "organizationId": {
                  "type": "string",
                  "pattern": "^o-[a-z0-9]{10,32}$",
                  "x-message": "must be an organization's id such as o-a1b2c3d4e5"
                },
                "prefix": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 200,
                  "pattern": "^[^/](.*[^/])?$",
                  "x-message": "must neither begin nor end with a slash"
                }
              }
            }
          },
          "flowLogs": {
            "type": "array",
            "minItems": 1,
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "accounts"
              ],
              "properties": {
                "accounts": {
                  "type": "array",
                  "minItems": 1,
                  "uniqueItems": true,
                  "items": {
                    "type": "string",
                    "pattern": "^[0-9]{12}$",
                    "x-message": "must be an account's twelve digits, in quotes"
                  }
                },
                "regions": {
                  "type": "array",
                  "minItems": 1,
                  "uniqueItems": true,
                  "items": {
                    "$ref": "common.json#/definitions/region"
                  }
                },
                "prefix": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 200,
                  "pattern": "^[^/](.*[^/])?$",
                  "x-message": "must neither begin nor end with a slash"
                }
              }
            }
          },
          "statements": {
            "type": "array",
            "minItems": 1,
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "Effect"
              ],
              "properties": {
                "Sid": {
                  "type": "string",
                  "pattern": "^[A-Za-z0-9]{1,100}$",
                  "x-message": "must be 1 to 100 letters and digits"
                },
                "Effect": {
                  "enum": [
                    "Allow",
                    "Deny"
                  ]
                },
                "Principal": {
                  "anyOf": [
                    {
                      "type": "string",
                      "enum": [
                        "*"
                      ]
                    },
                    {
                      "type": "object",
                      "minProperties": 1,
                      "additionalProperties": {
                        "anyOf": [
                          {
                            "type": "string",
                            "minLength": 1
                          },
                          {
                            "type": "array",
                            "minItems": 1,
                            "items": {
                              "type": "string",
                              "minLength": 1
                            }
                          }
                        ]
                      }
                    }
                  ]
                },
                "NotPrincipal": {
                  "anyOf": [
                    {
                      "type": "string",
                      "enum": [
                        "*"
                      ]
                    },
                    {
                      "type": "object",
                      "minProperties": 1,
                      "additionalProperties": {
                        "anyOf": [
                          {
                            "type": "string",
                            "minLength": 1
                          },
                          {
                            "type": "array",
                            "minItems": 1,
                            "items": {
                              "type": "string",
                              "minLength": 1
                            }
                          }
                        ]
                      }
                    }
                  ]
                },
                "Action": {
                  "anyOf": [
                    {
                      "type": "string",
                      "minLength": 1
                    },
                    {
                      "type": "array",
                      "minItems": 1,
                      "items": {
                        "type": "string",
                        "minLength": 1
                      }
                    }
                  ]
                },
                "NotAction": {
                  "anyOf": [
                    {
                      "type": "string",
                      "minLength": 1
                    },
                    {
                      "type": "array",
                      "minItems": 1,
                      "items": {
                        "type": "string",
                        "minLength": 1
                      }
                    }
                  ]
                },
                "Resource": {
                  "anyOf": [
                    {
                      "type": "string",
                      "minLength": 1
                    },
                    {
                      "type": "array",
                      "minItems": 1,
                      "items": {
                        "type": "string",
                        "minLength": 1
                      }
                    }
                  ]
                },
                "NotResource": {
                  "anyOf": [
                    {
                      "type": "string",
                      "minLength": 1
                    },
                    {
                      "type": "array",
                      "minItems": 1,
                      "items": {
                        "type": "string",
                        "minLength": 1
                      }
                    }
                  ]
                },
                "Condition": {
                  "type": "object",
                  "additionalProperties": {
                    "type": "object",
                    "additionalProperties": {
                      "anyOf": [
                        {
                          "type": [
                            "string",
                            "number",
                            "boolean"
                          ]
                        },
                        {
                          "type": "array",
                          "items": {
                            "type": [
                              "string",
                              "number",
                              "boolean"
                            ]
                          }
                        }
                      ]
                    }
                  }
                }
              }
            }
          }
        }
      },
      "encryption": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "sseAlgorithm": {
            "enum": [
              "AES256",
              "aws:kms",
              "aws:kms:dsse"
            ]
          },
          "kmsMasterKeyId": {
            "type": "string",
            "minLength": 1,
            "maxLength": 2048
          },
          "bucketKeyEnabled": {
            "type": "boolean"
          },
          "blockedEncryptionTypes": {
            "type": "array",
            "minItems": 1,
            "maxItems": 1,
            "items": {
              "enum": [
                "SSE-C",
                "NONE"
              ]
            }
          }
        }
      },
      "versioning": {
        "enum": [
          "Enabled",
          "Suspended"
        ]
      },
      "publicAccessBlock": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "blockPublicAcls": {
            "type": "boolean"
          },
          "ignorePublicAcls": {
            "type": "boolean"
          },
          "blockPublicPolicy": {
            "type": "boolean"
          },
          "restrictPublicBuckets": {
            "type": "boolean"
          }
        }
      },
      "objectOwnership": {
        "enum": [
          "BucketOwnerEnforced",
          "BucketOwnerPreferred",
          "ObjectWriter"
        ]
      },
      "lifecycleRules": {
        "type": "array",
        "minItems": 1,
        "maxItems": 1000,
        "items": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "id"
          ],
          "properties": {
            "id": {
              "type": "string",
              "minLength": 1,
              "maxLength": 255
            },
            "status": {
              "enum": [
                "Enabled",
                "Disabled"
              ]
            },
            "filter": {
              "type": "object",
              "additionalProperties": false,
              "minProperties": 1,
              "properties": {
                "prefix": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 1024
                },
                "tags": {
                  "type": "object",
                  "minProperties": 1,
                  "maxProperties": 10,
                  "propertyNames": {
                    "minLength": 1,
                    "maxLength": 128
                  },
                  "additionalProperties": {
                    "type": "string",
                    "maxLength": 256
                  }
                },
                "objectSizeGreaterThan": {
                  "type": "integer",
                  "minimum": 0,
                  "maximum": 5497558138880
                },
                "objectSizeLessThan": {
                  "type": "integer",
                  "minimum": 1,
                  "maximum": 5497558138880
                }
              }
            },
            "expiration": {
              "type": "object",
              "additionalProperties": false,
              "minProperties": 1,
              "properties": {
                "days": {
                  "type": "integer",
                  "minimum": 1,
                  "maximum": 2147483647
                },
                "date": {
                  "type": "string",
                  "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
                  "x-message": "must be a day such as 2030-01-31; it counts from midnight UTC"
                },
                "expiredObjectDeleteMarker": {
                  "type": "boolean"
                }
              }
            },
            "transitions": {
              "type": "array",
              "minItems": 1,
              "maxItems": 6,
              "items": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "storageClass"
                ],
                "properties": {
                  "days": {
                    "type": "integer",
                    "minimum": 0,
                    "maximum": 2147483647
                  },
                  "date": {
                    "type": "string",
                    "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
                    "x-message": "must be a day such as 2030-01-31; it counts from midnight UTC"
                  },
                  "storageClass": {
                    "enum": [
                      "DEEP_ARCHIVE",
                      "GLACIER",
                      "GLACIER_IR",
                      "INTELLIGENT_TIERING",
                      "ONEZONE_IA",
                      "STANDARD_IA"
                    ]
                  }
                }
              }
            },
            "noncurrentVersionExpiration": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "noncurrentDays"
              ],
              "properties": {
                "noncurrentDays": {
                  "type": "integer",
                  "minimum": 1,
                  "maximum": 2147483647
                },
                "newerNoncurrentVersions": {
                  "type": "integer",
                  "minimum": 1,
                  "maximum": 100
                }
              }
            },
            "noncurrentVersionTransitions": {
              "type": "array",
              "minItems": 1,
              "maxItems": 6,
              "items": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "noncurrentDays",
                  "storageClass"
                ],
                "properties": {
                  "noncurrentDays": {
                    "type": "integer",
                    "minimum": 0,
                    "maximum": 2147483647
                  },
                  "newerNoncurrentVersions": {
                    "type": "integer",
                    "minimum": 1,
                    "maximum": 100
                  },
                  "storageClass": {
                    "enum": [
                      "DEEP_ARCHIVE",
                      "GLACIER",
                      "GLACIER_IR",
                      "INTELLIGENT_TIERING",
                      "ONEZONE_IA",
                      "STANDARD_IA"
                    ]
                  }
                }
              }
            },
            "abortIncompleteMultipartUpload": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "daysAfterInitiation"
              ],
              "properties": {
                "daysAfterInitiation": {
                  "type": "integer",
                  "minimum": 1,
                  "maximum": 2147483647
                }
              }
            }
          }
        }
      },
      "transitionDefaultMinimumObjectSize": {
        "enum": [
          "all_storage_classes_128K",
          "varies_by_storage_class"
        ]
      },
      "objectLock": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "defaultRetention": {
            "type": "object",
            "additionalProperties": false,
            "minProperties": 1,
            "properties": {
              "mode": {
                "enum": [
                  "GOVERNANCE",
                  "COMPLIANCE"
                ]
              },
              "days": {
                "type": "integer",
                "minimum": 1,
                "maximum": 36500
              },
              "years": {
                "type": "integer",
                "minimum": 1,
                "maximum": 100
              },
              "defaultEventHold": {
                "type": "object",
                "additionalProperties": false,
                "minProperties": 1,
                "maxProperties": 1,
                "properties": {
                  "days": {
                    "type": "integer",
                    "minimum": 1,
                    "maximum": 36500
                  },
                  "years": {
                    "type": "integer",
                    "minimum": 1,
                    "maximum": 100
                  }
                }
              }
            }
          }
        }
      },
      "logging": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "targetBucket"
        ],
        "properties": {
          "targetBucket": {
            "allOf": [
              {
                "$ref": "common.json#/definitions/nameOrRef"
              }
            ]
          },
          "targetPrefix": {
            "type": "string",
            "minLength": 1,
            "maxLength": 800
          },
          "partitionDateSource": {
            "enum": [
              "EventTime",
              "DeliveryTime"
            ]
          }
        }
      },
      "tags": {
        "allOf": [
          {
            "$ref": "common.json#/definitions/tags"
          }
        ]
      },
      "placement": {
        "$ref": "common.json#/definitions/placement"
      },
      "forEach": {
        "$ref": "common.json#/definitions/forEach"
      }
    }
  },
  "LogGroup": {
    "title": "LogGroup",
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "logGroupName": {
        "type": "string",
        "pattern": "^(?!aws/)([.\\-_/#A-Za-z0-9]|\\$\\{each\\.[^}]+\\}){1,512}$",
        "x-message": "must be 1 to 512 letters, digits and .-_/#, and may not begin with aws/"
      },
      "logGroupClass": {
        "type": "string",
        "enum": [
          "STANDARD",
          "INFREQUENT_ACCESS",
          "ESSENTIALS",
          "DELIVERY"
        ]
      },
      "retentionInDays": {
        "type": "integer",
        "enum": [
          1,
          3,
          5,
          7,
          14,
          30,
          60,
          90,
          120,
          150,
          180,
          365,
          400,
          545,
          731,
          1096,
          1827,
          2192,
          2557,
          2922,
          3288,
          3653
        ]
      },
      "kmsKeyId": {
        "type": "string",
        "maxLength": 256,
        "pattern": "^(\\$\\{each\\.|arn:[^:\\s]+:kms:[^:\\s]*:[^:\\s]*:key/\\S)",
        "x-message": "must be the ARN of a KMS key, such as arn:aws:kms:us-east-1:111122223333:key/5d0f8a4e-…; not an alias"
      },
      "deletionProtectionEnabled": {
        "type": "boolean"
      },
      "bearerTokenAuthenticationEnabled": {
        "type": "boolean"
      },
      "dataProtectionPolicy": {
        "type": "object",
        "additionalProperties": true
      },
      "indexPolicy": {
        "type": "object",
        "additionalProperties": false,
        "minProperties": 1,
        "properties": {
          "Fields": {
            "type": "array",
            "minItems": 1,
            "maxItems": 20,
            "uniqueItems": true,
            "items": {
              "type": "string",
              "minLength": 1,
              "maxLength": 100
            }
          },
          "FieldsV2": {
            "type": "object",
            "minProperties": 1,
            "maxProperties": 20,
            "propertyNames": {
              "minLength": 1,
              "maxLength": 100
            },
            "additionalProperties": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "type"
              ],
              "properties": {
                "type": {
                  "type": "string",
                  "enum": [
                    "FIELD_INDEX",
                    "FACET"
                  ]
                }
              }
            }
          }
        }
      },
      "metricFilters": {
        "type": "array",
        "maxItems": 100,
        "items": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "filterName",
            "metricTransformations"
          ],
          "properties": {
            "filterName": {
              "type": "string",
              "pattern": "^[^:*\\s]([^:*]{0,510}[^:*\\s])?$",
              "x-message": "must be 1 to 512 characters without \":\" and \"*\""
            },
            "filterPattern": {
              "type": "string",
              "maxLength": 1024
            },
            "metricTransformations": {
              "type": "array",
              "minItems": 1,
              "maxItems": 1,
              "items": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "metricName",
                  "metricNamespace",
                  "metricValue"
                ],
                "properties": {
                  "metricName": {
                    "type": "string",
                    "pattern": "^[^:*$]{1,255}$",
                    "x-message": "must be 1 to 255 characters without \":\", \"*\" and \"$\""
                  },
                  "metricNamespace": {
                    "type": "string",
                    "pattern": "^[^:*$]{1,255}$",
                    "x-message": "must be 1 to 255 characters without \":\", \"*\" and \"$\""
                  },
                  "metricValue": {
                    "type": [
                      "string",
                      "number"
                    ],
                    "maxLength": 100,
                    "pattern": "^\\S",
                    "x-message": "must be a number, or a field of the event such as $.latency"
                  },
                  "defaultValue": {
                    "type": "number"
                  },
                  "dimensions": {
                    "type": "object",
                    "minProperties": 1,
                    "maxProperties": 3,
                    "propertyNames": {
                      "minLength": 1,
                      "maxLength": 255
                    },
                    "additionalProperties": {
                      "type": "string",
                      "pattern": "^\\$\\.?[^\\s]{1,253}$",
                      "x-message": "must be a field of the event, such as $.service or $status"
                    }
                  },
                  "unit": {
                    "type": "string",
                    "enum": [
                      "Seconds",
                      "Microseconds",
                      "Milliseconds",
                      "Bytes",
                      "Kilobytes",
                      "Megabytes",
                      "Gigabytes",
                      "Terabytes",
                      "Bits",
                      "Kilobits",
                      "Megabits",
                      "Gigabits",
                      "Terabits",
                      "Percent",
                      "Count",
                      "Bytes/Second",
                      "Kilobytes/Second",
                      "Megabytes/Second",
                      "Gigabytes/Second",
                      "Terabytes/Second",
                      "Bits/Second",
                      "Kilobits/Second",
                      "Megabits/Second",
                      "Gigabits/Second",
                      "Terabits/Second",
                      "Count/Second",
                      "None"
                    ]
                  }
                }
              }
            },
            "applyOnTransformedLogs": {
              "type": "boolean"
            },
            "fieldSelectionCriteria": {
              "type": "string",
              "minLength": 1,
              "maxLength": 2000
            },
            "emitSystemFieldDimensions": {
              "type": "array",
              "minItems": 1,
              "maxItems": 2,
              "uniqueItems": true,
              "items": {
                "type": "string",
                "enum": [
                  "@aws.account",
                  "@aws.region"
                ]
              }
            }
          }
        }
      },
      "subscriptionFilters": {
        "type": "array",
        "maxItems": 2,
        "items": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "filterName",
            "destinationArn"
          ],
          "properties": {
            "filterName": {
              "type": "string",
              "pattern": "^[^:*\\s]([^:*]{0,510}[^:*\\s])?$",
              "x-message": "must be 1 to 512 characters without \":\" and \"*\""
            },
            "filterPattern": {
              "type": "string",
              "maxLength": 1024
            },
            "destinationArn": {
              "allOf": [
                {
                  "$ref": "common.json#/definitions/arn"
                }
              ]
            },
            "roleArn": {
              "allOf": [
                {
                  "$ref": "common.json#/definitions/arnOrRef"
                }
              ]
            },
            "distribution": {
              "type": "string",
              "enum": [
                "ByLogStream",
                "Random"
              ]
            },
            "applyOnTransformedLogs": {
              "type": "boolean"
            },
            "fieldSelectionCriteria": {
              "type": "string",
              "minLength": 1,
              "maxLength": 2000
            },
            "emitSystemFields": {
              "type": "array",
              "minItems": 1,
              "maxItems": 3,
              "uniqueItems": true,
              "items": {
                "type": "string",
                "enum": [
                  "@aws.account",
                  "@aws.region",
                  "@source.log"
                ]
              }
            }
          }
        }
      },
      "tags": {
        "allOf": [
          {
            "$ref": "common.json#/definitions/tags"
          }
        ]
      },
      "placement": {
        "$ref": "common.json#/definitions/placement"
      },
      "forEach": {
        "$ref": "common.json#/definitions/forEach"
      }
    }
  },
  "MetricAlarm": {
    "title": "MetricAlarm",
    "type": "object",
    "additionalProperties": false,
    "required": [],
    "properties": {
      "alarmName": {
        "type": "string",
        "minLength": 1,
        "maxLength": 255,
        "pattern": "^[^\\u0000-\\u001f\\u007f]+$",
        "x-message": "must not hold line breaks or other control characters"
      },
      "alarmDescription": {
        "type": "string",
        "maxLength": 1024
      },
      "actionsEnabled": {
        "type": "boolean"
      },
      "alarmActions": {
        "type": "array",
        "items": {
          "allOf": [
            {
              "$ref": "common.json#/definitions/arnOrRef"
            }
          ]
        }
      },
      "okActions": {
        "type": "array",
        "items": {
          "allOf": [
            {
              "$ref": "common.json#/definitions/arnOrRef"
            }
          ]
        }
      },
      "insufficientDataActions": {
        "type": "array",
        "items": {
          "allOf": [
            {
              "$ref": "common.json#/definitions/arnOrRef"
            }
          ]
        }
      },
      "namespace": {
        "type": "string",
        "minLength": 1,
        "maxLength": 255,
        "pattern": "^[^:]",
        "x-message": "must not begin with a colon"
      },
      "metricName": {
        "type": "string",
        "minLength": 1,
        "maxLength": 255
      },
      "dimensions": {
        "type": "object",
        "maxProperties": 30,
        "propertyNames": {
          "minLength": 1,
          "maxLength": 255
        },
        "additionalProperties": {
          "type": "string",
          "minLength": 1,
          "maxLength": 1024
        }
      },
      "statistic": {
        "type": "string",
        "enum": [
          "SampleCount",
          "Average",
          "Sum",
          "Minimum",
          "Maximum"
        ]
      },
      "extendedStatistic": {
        "type": "string",
        "pattern": "^((p|tm|tc|ts|wm|P|TM|TC|TS|WM)(\\d{1,2}(\\.\\d+)?|100(\\.0+)?)|IQM|iqm|(PR|TC|TM|TS|WM|pr|tc|tm|ts|wm)\\([^()]*:[^()]*\\))$",
        "x-message": "must be a statistic such as p99, tm90, IQM, PR(0:300) or TM(10%:90%)"
      },
      "period": {
        "type": "integer",
        "minimum": 10,
        "maximum": 604800
      },
      "unit": {
        "type": "string",
        "enum": [
          "Seconds",
          "Microseconds",
          "Milliseconds",
          "Bytes",
          "Kilobytes",
          "Megabytes",
          "Gigabytes",
          "Terabytes",
          "Bits",
          "Kilobits",
          "Megabits",
          "Gigabits",
          "Terabits",
          "Percent",
          "Count",
          "Bytes/Second",
          "Kilobytes/Second",
          "Megabytes/Second",
          "Gigabytes/Second",
          "Terabytes/Second",
          "Bits/Second",
          "Kilobits/Second",
          "Megabits/Second",
          "Gigabits/Second",
          "Terabits/Second",
          "Count/Second",
          "None"
        ]
      },
      "evaluationPeriods": {
        "type": "integer",
        "minimum": 1
      },
      "datapointsToAlarm": {
        "type": "integer",
        "minimum": 1
      },
      "threshold": {
        "type": "number"
      },
      "comparisonOperator": {
        "type": "string",
        "enum": [
          "GreaterThanOrEqualToThreshold",
          "GreaterThanThreshold",
          "LessThanThreshold",
          "LessThanOrEqualToThreshold",
          "LessThanLowerOrGreaterThanUpperThreshold",
          "LessThanLowerThreshold",
          "GreaterThanUpperThreshold"
        ]
      },
      "treatMissingData": {
        "type": "string",
        "enum": [
          "missing",
          "notBreaching",
          "breaching",
          "ignore"
        ]
      },
      "evaluateLowSampleCountPercentile": {
        "type": "string",
        "enum": [
          "evaluate",
          "ignore"
        ]
      },
      "metrics": {
        "type": "array",
        "minItems": 1,
        "items": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "id"
          ],
          "properties": {
            "id": {
              "type": "string",
              "pattern": "^[a-z][A-Za-z0-9_]{0,254}$",
              "x-message": "must be letters, digits and underscores after a lower-case letter, such as m1"
            },
            "metricStat": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "metric",
                "period",
                "stat"
              ],
              "properties": {
                "metric": {
                  "type": "object",
                  "additionalProperties": false,
                  "required": [
                    "namespace",
                    "metricName"
                  ],
                  "properties": {
                    "namespace": {
                      "type": "string",
                      "minLength": 1,
                      "maxLength": 255,
                      "pattern": "^[^:]",
                      "x-message": "must not begin with a colon"
                    },
                    "metricName": {
                      "type": "string",
                      "minLength": 1,
                      "maxLength": 255
                    },
                    "dimensions": {
                      "type": "object",
                      "maxProperties": 30,
                      "propertyNames": {
                        "minLength": 1,
                        "maxLength": 255
                      },
                      "additionalProperties": {
                        "type": "string",
                        "minLength": 1,
                        "maxLength": 1024
                      }
                    }
                  }
                },
                "period": {
                  "type": "integer",
                  "minimum": 1,
                  "maximum": 604800
                },
                "stat": {
                  "type": "string",
                  "minLength": 1
                },
                "unit": {
                  "type": "string",
                  "enum": [
                    "Seconds",
                    "Microseconds",
                    "Milliseconds",
                    "Bytes",
                    "Kilobytes",
                    "Megabytes",
                    "Gigabytes",
                    "Terabytes",
                    "Bits",
                    "Kilobits",
                    "Megabits",
                    "Gigabits",
                    "Terabits",
                    "Percent",
                    "Count",
                    "Bytes/Second",
                    "Kilobytes/Second",
                    "Megabytes/Second",
                    "Gigabytes/Second",
                    "Terabytes/Second",
                    "Bits/Second",
                    "Kilobits/Second",
                    "Megabits/Second",
                    "Gigabits/Second",
                    "Terabits/Second",
                    "Count/Second",
                    "None"
                  ]
                }
              }
            },
            "expression": {
              "type": "string",
              "minLength": 1,
              "maxLength": 2048
            },
            "label": {
              "type": "string",
              "maxLength": 2048
            },
            "returnData": {
              "type": "boolean"
            },
            "period": {
              "type": "integer",
              "minimum": 1,
              "maximum": 604800
            },
            "accountId": {
              "type": "string",
              "pattern": "^\\d{12}$",
              "x-message": "must be the 12 digits of an account, in quotes"
            }
          }
        }
      },
      "thresholdMetricId": {
        "type": "string",
        "pattern": "^[a-z][A-Za-z0-9_]{0,254}$",
        "x-message": "must be letters, digits and underscores after a lower-case letter, such as m1"
      },
      "evaluationWindow": {
        "type": "object",
        "additionalProperties": false,
        "minProperties": 1,
        "maxProperties": 1,
        "properties": {
          "slidingWindow": {
            "type": "object",
            "additionalProperties": false,
            "properties": {}
          },
          "wallClockWindow": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "timezone": {
                "type": "string",
                "minLength": 1,
                "maxLength": 50
              }
            }
          }
        }
      },
      "warmUpConfiguration": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "warmUpPeriodDurationInMinutes"
        ],
        "properties": {
          "warmUpPeriodDurationInMinutes": {
            "type": "integer",
            "minimum": 1,
            "maximum": 2880
          },
          "onlyStartEvaluatingAfterWarmUpPeriodEnds": {
            "type": "boolean"
          }
        }
      },
      "evaluationCriteria": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "promQLCriteria"
        ],
        "properties": {
          "promQLCriteria": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "query"
            ],
            "properties": {
              "query": {
                "type": "string",
                "minLength": 1,
                "maxLength": 10000
              },
              "pendingPeriod": {
                "type": "integer",
                "minimum": 0,
                "maximum": 86400
              },
              "recoveryPeriod": {
                "type": "integer",
                "minimum": 0,
                "maximum": 86400
              }
            }
          }
        }
      },
      "evaluationInterval": {
        "type": "integer",
        "minimum": 10,
        "maximum": 604800
      },
      "actionConfiguration": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "alarmTagsPropagation": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "enabled"
            ],
            "properties": {
              "enabled": {
                "type": "boolean"
              },
              "includedTagKeys": {
                "type": "array",
                "minItems": 1,
                "maxItems": 50,
                "items": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 128
                }
              },
              "excludedTagKeys": {
                "type": "array",
                "minItems": 1,
                "maxItems": 50,
                "items": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 128
                }
              }
            }
          }
        }
      },
      "tags": {
        "allOf": [
          {
            "$ref": "common.json#/definitions/tags"
          }
        ]
      },
      "placement": {
        "$ref": "common.json#/definitions/placement"
      },
      "forEach": {
        "$ref": "common.json#/definitions/forEach"
      }
    }
  },
  "MetricStream": {
    "title": "MetricStream",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "firehoseArn",
      "roleArn",
      "outputFormat"
    ],
    "properties": {
      "metricStreamName": {
        "type": "string",
        "minLength": 1,
        "maxLength": 255,
        "pattern": "^([A-Za-z0-9_-]|\\$\\{each\\.[^}]+\\})+$",
        "x-message": "must be letters, digits, \"_\" and \"-\""
      },
      "firehoseArn": {
        "allOf": [
          {
            "$ref": "common.json#/definitions/arn"
          }
        ]
      },
      "roleArn": {
        "allOf": [
          {
            "$ref": "common.json#/definitions/arnOrRef"
          }
        ]
      },
      "outputFormat": {
        "type": "string",
        "enum": [
          "json",
          "opentelemetry1.0",
          "opentelemetry0.7"
        ]
      },
      "includeFilters": {
        "type": "array",
        "minItems": 1,
        "maxItems": 1000,
        "items": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "namespace"
          ],
          "properties": {
            "namespace": {
              "type": "string",
              "minLength": 1,
              "maxLength": 255,
              "pattern": "^[\\u0020-\\u007e]*[\\u0021-\\u007e][\\u0020-\\u007e]*$",
              "x-message": "must be printable ASCII and not blank"
            },
            "metricNames": {
              "type": "array",
              "minItems": 1,
              "maxItems": 1000,
              "items": {
                "type": "string",
                "minLength": 1,
                "maxLength": 255,
                "pattern": "^[\\u0020-\\u007e]*[\\u0021-\\u007e][\\u0020-\\u007e]*$",
                "x-message": "must be printable ASCII and not blank"
              }
            }
          }
        }
      },
      "excludeFilters": {
        "type": "array",
        "minItems": 1,
        "maxItems": 1000,
        "items": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "namespace"
          ],
          "properties": {
            "namespace": {
              "type": "string",
              "minLength": 1,
              "maxLength": 255,
              "pattern": "^[\\u0020-\\u007e]*[\\u0021-\\u007e][\\u0020-\\u007e]*$",
              "x-message": "must be printable ASCII and not blank"
            },
            "metricNames": {
              "type": "array",
              "minItems": 1,
              "maxItems": 1000,
              "items": {
                "type": "string",
                "minLength": 1,
                "maxLength": 255,
                "pattern": "^[\\u0020-\\u007e]*[\\u0021-\\u007e][\\u0020-\\u007e]*$",
                "x-message": "must be printable ASCII and not blank"
              }
            }
          }
        }
      },
      "statisticsConfigurations": {
        "type": "array",
        "minItems": 1,
        "maxItems": 100,
        "items": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "includeMetrics",
            "additionalStatistics"
          ],
          "properties": {
            "includeMetrics": {
              "type": "array",
              "minItems": 1,
              "maxItems": 100,
              "items": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "namespace",
                  "metricName"
                ],
                "properties": {
                  "namespace": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 255,
                    "pattern": "^[\\u0020-\\u007e]*[\\u0021-\\u007e][\\u0020-\\u007e]*$",
                    "x-message": "must be printable ASCII and not blank"
                  },
                  "metricName": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 255,
                    "pattern": "^[\\u0020-\\u007e]*[\\u0021-\\u007e][\\u0020-\\u007e]*$",
                    "x-message": "must be printable ASCII and not blank"
                  }
                }
              }
            },
            "additionalStatistics": {
              "type": "array",
              "minItems": 1,
              "maxItems": 20,
              "items": {
                "type": "string",
                "minLength": 1,
                "maxLength": 64,
                "pattern": "^((p|tm|tc|ts|wm)[0-9]{1,3}(\\.[0-9]{0,10})?|IQM|(TM|TC|TS|WM|PR)\\([0-9.%eE+-]*:[0-9.%eE+-]*\\))$",
                "x-message": "must be a statistic such as p99, tm98 or PR(:300)"
              }
            }
          }
        }
      },
      "includeLinkedAccountsMetrics": {
        "type": "boolean"
      },
      "state": {
        "type": "string",
        "enum": [
          "running",
          "stopped"
        ]
      },
      "tags": {
        "allOf": [
          {
            "$ref": "common.json#/definitions/tags"
          }
        ]
      },
      "placement": {
        "$ref": "common.json#/definitions/placement"
      },
      "forEach": {
        "$ref": "common.json#/definitions/forEach"
      }
    }
  },
  "SavedQuery": {
    "title": "SavedQuery",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "queryString"
    ],
    "properties": {
      "name": {
        "type": "string",
        "minLength": 1,
        "maxLength": 255,
        "pattern": "^\\S(.*\\S)?$",
        "x-message": "must not begin or end with a space, nor hold line breaks"
      },
      "queryString": {
        "type": "string",
        "minLength": 1,
        "maxLength": 10000,
        "pattern": "\\S",
        "x-message": "must hold a query"
      },
      "queryLanguage": {
        "type": "string",
        "enum": [
          "CWLI",
          "PPL",
          "SQL"
        ]
      },
      "logGroupNames": {
        "type": "array",
        "maxItems": 50,
        "uniqueItems": true,
        "items": {
          "allOf": [
            {
              "$ref": "common.json#/definitions/nameOrRef"
            }
          ]
        }
      },
      "parameters": {
        "type": "array",
        "maxItems": 20,
        "items": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "name"
          ],
          "properties": {
            "name": {
              "type": "string",
              "pattern": "^[A-Za-z_][A-Za-z0-9_]{0,127}$",
              "x-message": "must be letters, digits and underscores, and not begin with a digit"
            },
            "defaultValue": {
              "type": "string"
            },
            "description": {
              "type": "string"
            }
          }
        }
      },
      "tags": {
        "allOf": [
          {
            "$ref": "common.json#/definitions/tags"
          }
        ]
      },
      "placement": {
        "$ref": "common.json#/definitions/placement"
      },
      "forEach": {
        "$ref": "common.json#/definitions/forEach"
      }
    }
  },
  "ScheduledQuery": {
    "title": "ScheduledQuery",
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "name": {
        "type": "string",
        "minLength": 1,
        "maxLength": 300,
        "pattern": "^([A-Za-z0-9_/.#-]|\\$\\{each\\.[^}]+\\})+$",
        "x-message": "must be letters, digits and _-/.#"
      },
      "description": {
        "type": "string",
        "minLength": 1,
        "maxLength": 1024
      },
      "queryLanguage": {
        "type": "string",
        "enum": [
          "CWLI",
          "PPL",
          "SQL"
        ]
      },
      "queryString": {
        "type": "string",
        "minLength": 1,
        "maxLength": 10000
      },
      "logGroupIdentifiers": {
        "type": "array",
        "minItems": 1,
        "maxItems": 50,
        "uniqueItems": true,
        "items": {
          "allOf": [
            {
              "$ref": "common.json#/definitions/nameOrRef"
            }
          ]
        }
      },
      "scheduleExpression": {
        "type": "string",
        "minLength": 1,
        "maxLength": 256,
        "pattern": "^(rate|cron)\\(.+\\)$",
        "x-message": "must be cron(…) or rate(…), such as cron(0 6 * * ? *) or rate(1 hour)"
      },
      "timezone": {
        "type": "string",
        "minLength": 1
      },
      "startTimeOffset": {
        "type": "integer",
        "minimum": 1,
        "maximum": 315360000
      },
      "endTimeOffset": {
        "type": "integer",
        "minimum": 0,
        "maximum": 315360000
      },
      "destinationConfiguration": {
        "type": "object",
        "additionalProperties": false,
        "minProperties": 1,
        "properties": {
          "s3Configuration": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "destinationIdentifier",
              "roleArn"
            ],
            "properties": {
              "destinationIdentifier": {
                "type": "string",
                "maxLength": 1024,
                "pattern": "^(\\$\\{each\\.|s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/.*)?$)",
                "x-message": "must be a bucket, and what the objects' names begin with, such as s3://acme-reports/errors"
              },
              "roleArn": {
                "allOf": [
                  {
                    "$ref": "common.json#/definitions/arnOrRef"
                  }
                ]
              },
              "ownerAccountId": {
                "type": "string",
                "pattern": "^(\\d{12}|\\$\\{each\\..+)$",
                "x-message": "must be an account id of twelve digits, in quotes"
              },
              "kmsKeyId": {
                "type": "string",
                "minLength": 1,
                "maxLength": 256
              }
            }
          },
          "lookupTableConfiguration": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "tableName",
              "roleArn"
            ],
            "properties": {
              "tableName": {
                "type": "string",
                "minLength": 1,
                "maxLength": 256,
                "pattern": "^(\\w|\\$\\{each\\.[^}]+\\})+$",
                "x-message": "must be letters, digits and underscores"
              },
              "roleArn": {
                "allOf": [
                  {
                    "$ref": "common.json#/definitions/arnOrRef"
                  }
                ]
              },
              "description": {
                "type": "string",
                "minLength": 1,
                "maxLength": 1024
              },
              "kmsKeyId": {
                "type": "string",
                "minLength": 1,
                "maxLength": 256
              },
              "tags": {
                "type": "object",
                "minProperties": 1,
                "maxProperties": 50,
                "additionalProperties": {
                  "type": "string",
                  "maxLength": 256
                }
              }
            }
          }
        }
      },
      "scheduleStartTime": {
        "type": "integer",
        "minimum": 0
      },
      "scheduleEndTime": {
        "type": "integer",
        "minimum": 0
      },
      "executionRoleArn": {
        "allOf": [
          {
            "$ref": "common.json#/definitions/arnOrRef"
          }
        ]
      },
      "state": {
        "type": "string",
        "enum": [
          "ENABLED",
          "DISABLED"
        ]
      },
      "tags": {
        "allOf": [
          {
            "$ref": "common.json#/definitions/tags"
          }
        ]
      },
      "placement": {
        "$ref": "common.json#/definitions/placement"
      },
      "forEach": {
        "$ref": "common.json#/definitions/forEach"
      }
    },
    "required": [
      "queryLanguage",
      "queryString",
      "scheduleExpression",
      "executionRoleArn"
    ]
  },
  "Topic": {
    "title": "Topic",
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "topicName": {
        "type": "string",
        "maxLength": 256,
        "pattern": "^([A-Za-z0-9_-]|\\$\\{each\\.[^}]+\\})+(\\.fifo)?$",
        "x-message": "must be letters, digits, \"_\" and \"-\", for a FIFO topic with .fifo at the end"
      },
      "displayName": {
        "type": "string",
        "minLength": 1,
        "maxLength": 100
      },
      "policy": {
        "type": "object",
        "additionalProperties": true
      },
      "deliveryPolicy": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "http": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "defaultHealthyRetryPolicy": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                  "minDelayTarget": {
                    "type": "integer",
                    "minimum": 1,
                    "maximum": 3600
                  },
                  "maxDelayTarget": {
                    "type": "integer",
                    "minimum": 1,
                    "maximum": 3600
                  },
                  "numRetries": {
                    "type": "integer",
                    "minimum": 0,
                    "maximum": 100
                  },
                  "numNoDelayRetries": {
                    "type": "integer",
                    "minimum": 0,
                    "maximum": 100
                  },
                  "numMinDelayRetries": {
                    "type": "integer",
                    "minimum": 0,
                    "maximum": 100
                  },
                  "numMaxDelayRetries": {
                    "type": "integer",
                    "minimum": 0,
                    "maximum": 100
                  },
                  "backoffFunction": {
                    "type": "string",
                    "enum": [
                      "linear",
                      "arithmetic",
                      "geometric",
                      "exponential"
                    ]
                  }
                }
              },
              "disableSubscriptionOverrides": {
                "type": "boolean"
              },
              "defaultThrottlePolicy": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                  "maxReceivesPerSecond": {
                    "type": "integer",
                    "minimum": 1
                  }
                }
              },
              "defaultRequestPolicy": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                  "headerContentType": {
                    "type": "string",
                    "minLength": 1
                  }
                }
              }
            }
          }
        },
        "required": [
          "http"
        ]
      },
      "kmsMasterKeyId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 2048
      },
      "signatureVersion": {
        "type": "integer",
        "enum": [
          1,
          2
        ]
      },
      "tracingConfig": {
        "type": "string",
        "enum": [
          "PassThrough",
          "Active"
        ]
      },
      "maximumMessageSize": {
        "type": "integer",
        "minimum": 1024,
        "maximum": 1048576
      },
      "fifoTopic": {
        "type": "boolean"
      },
      "contentBasedDeduplication": {
        "type": "boolean"
      },
      "fifoThroughputScope": {
        "type": "string",
        "enum": [
          "Topic",
          "MessageGroup"
        ]
      },
      "archivePolicy": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "MessageRetentionPeriod": {
            "type": "integer",
            "minimum": 1,
            "maximum": 365
          }
        },
        "required": [
          "MessageRetentionPeriod"
        ]
      },
      "applicationSuccessFeedbackRoleArn": {
        "type": "string",
        "maxLength": 2048,
        "pattern": "^(\\$\\{each\\.|arn:[^:\\s]+:iam::[^:\\s]*:role/\\S)",
        "x-message": "must be the ARN of an IAM role, such as arn:aws:iam::111122223333:role/SnsFeedback"
      },
      "applicationSuccessFeedbackSampleRate": {
        "type": "integer",
        "minimum": 0,
        "maximum": 100
      },
      "applicationFailureFeedbackRoleArn": {
        "type": "string",
        "maxLength": 2048,
        "pattern": "^(\\$\\{each\\.|arn:[^:\\s]+:iam::[^:\\s]*:role/\\S)",
        "x-message": "must be the ARN of an IAM role, such as arn:aws:iam::111122223333:role/SnsFeedback"
      },
      "firehoseSuccessFeedbackRoleArn": {
        "type": "string",
        "maxLength": 2048,
        "pattern": "^(\\$\\{each\\.|arn:[^:\\s]+:iam::[^:\\s]*:role/\\S)",
        "x-message": "must be the ARN of an IAM role, such as arn:aws:iam::111122223333:role/SnsFeedback"
      },
      "firehoseSuccessFeedbackSampleRate": {
        "type": "integer",
        "minimum": 0,
        "maximum": 100
      },
      "firehoseFailureFeedbackRoleArn": {
        "type": "string",
        "maxLength": 2048,
        "pattern": "^(\\$\\{each\\.|arn:[^:\\s]+:iam::[^:\\s]*:role/\\S)",
        "x-message": "must be the ARN of an IAM role, such as arn:aws:iam::111122223333:role/SnsFeedback"
      },
      "httpSuccessFeedbackRoleArn": {
        "type": "string",
        "maxLength": 2048,
        "pattern": "^(\\$\\{each\\.|arn:[^:\\s]+:iam::[^:\\s]*:role/\\S)",
        "x-message": "must be the ARN of an IAM role, such as arn:aws:iam::111122223333:role/SnsFeedback"
      },
      "httpSuccessFeedbackSampleRate": {
        "type": "integer",
        "minimum": 0,
        "maximum": 100
      },
      "httpFailureFeedbackRoleArn": {
        "type": "string",
        "maxLength": 2048,
        "pattern": "^(\\$\\{each\\.|arn:[^:\\s]+:iam::[^:\\s]*:role/\\S)",
        "x-message": "must be the ARN of an IAM role, such as arn:aws:iam::111122223333:role/SnsFeedback"
      },
      "lambdaSuccessFeedbackRoleArn": {
        "type": "string",
        "maxLength": 2048,
        "pattern": "^(\\$\\{each\\.|arn:[^:\\s]+:iam::[^:\\s]*:role/\\S)",
        "x-message": "must be the ARN of an IAM role, such as arn:aws:iam::111122223333:role/SnsFeedback"
      },
      "lambdaSuccessFeedbackSampleRate": {
        "type": "integer",
        "minimum": 0,
        "maximum": 100
      },
      "lambdaFailureFeedbackRoleArn": {
        "type": "string",
        "maxLength": 2048,
        "pattern": "^(\\$\\{each\\.|arn:[^:\\s]+:iam::[^:\\s]*:role/\\S)",
        "x-message": "must be the ARN of an IAM role, such as arn:aws:iam::111122223333:role/SnsFeedback"
      },
      "sqsSuccessFeedbackRoleArn": {
        "type": "string",
        "maxLength": 2048,
        "pattern": "^(\\$\\{each\\.|arn:[^:\\s]+:iam::[^:\\s]*:role/\\S)",
        "x-message": "must be the ARN of an IAM role, such as arn:aws:iam::111122223333:role/SnsFeedback"
      },
      "sqsSuccessFeedbackSampleRate": {
        "type": "integer",
        "minimum": 0,
        "maximum": 100
      },
      "sqsFailureFeedbackRoleArn": {
        "type": "string",
        "maxLength": 2048,
        "pattern": "^(\\$\\{each\\.|arn:[^:\\s]+:iam::[^:\\s]*:role/\\S)",
        "x-message": "must be the ARN of an IAM role, such as arn:aws:iam::111122223333:role/SnsFeedback"
      },
      "dataProtectionPolicy": {
        "type": "object",
        "additionalProperties": true
      },
      "subscriptions": {
        "type": "array",
        "maxItems": 1000,
        "items": {
          "type": "object",
          "title": "Subscription",
          "additionalProperties": false,
          "properties": {
            "protocol": {
              "type": "string",
              "enum": [
                "application",
                "email",
                "email-json",
                "firehose",
                "http",
                "https",
                "lambda",
                "sms",
                "sqs"
              ]
            },
            "endpoint": {
              "type": "string",
              "minLength": 1,
              "maxLength": 2048
            },
            "filterPolicy": {
              "type": "object",
              "additionalProperties": true
            },
            "filterPolicyScope": {
              "type": "string",
              "enum": [
                "MessageAttributes",
                "MessageBody"
              ]
            },
            "rawMessageDelivery": {
              "type": "boolean"
            },
            "deliveryPolicy": {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "healthyRetryPolicy": {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "minDelayTarget": {
                      "type": "integer",
                      "minimum": 1,
                      "maximum": 3600
                    },
                    "maxDelayTarget": {
                      "type": "integer",
                      "minimum": 1,
                      "maximum": 3600
                    },
                    "numRetries": {
                      "type": "integer",
                      "minimum": 0,
                      "maximum": 100
                    },
                    "numNoDelayRetries": {
                      "type": "integer",
                      "minimum": 0,
                      "maximum": 100
                    },
                    "numMinDelayRetries": {
                      "type": "integer",
                      "minimum": 0,
                      "maximum": 100
                    },
                    "numMaxDelayRetries": {
                      "type": "integer",
                      "minimum": 0,
                      "maximum": 100
                    },
                    "backoffFunction": {
                      "type": "string",
                      "enum": [
                        "linear",
                        "arithmetic",
                        "geometric",
                        "exponential"
                      ]
                    }
                  }
                },
                "throttlePolicy": {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "maxReceivesPerSecond": {
                      "type": "integer",
                      "minimum": 1
                    }
                  }
                },
                "requestPolicy": {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "headerContentType": {
                      "type": "string",
                      "minLength": 1
                    }
                  }
                }
              }
            },
            "redrivePolicy": {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "deadLetterTargetArn": {
                  "type": "string",
                  "pattern": "^(\\$\\{each\\.|arn:[^:\\s]+:sqs:[^:\\s]*:[^:\\s]*:\\S)",
                  "maxLength": 2048,
                  "x-message": "must be the ARN of an SQS queue, such as arn:aws:sqs:us-east-1:111122223333:undelivered"
                }
              },
              "required": [
                "deadLetterTargetArn"
              ]
            },
            "subscriptionRoleArn": {
              "type": "string",
              "maxLength": 2048,
              "pattern": "^(\\$\\{each\\.|arn:[^:\\s]+:iam::[^:\\s]*:role/\\S)",
              "x-message": "must be the ARN of an IAM role, such as arn:aws:iam::111122223333:role/SnsFeedback"
            },
            "replayPolicy": {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "PointType": {
                  "type": "string",
                  "enum": [
                    "Timestamp"
                  ]
                },
                "StartingPoint": {
                  "type": "string",
                  "x-message": "must be a time such as 2026-11-01T00:00:00.000Z",
                  "pattern": "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?Z$"
                },
                "EndingPoint": {
                  "type": "string",
                  "x-message": "must be a time such as 2026-11-01T00:00:00.000Z",
                  "pattern": "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?Z$"
                }
              },
              "required": [
                "PointType",
                "StartingPoint"
              ]
            }
          },
          "required": [
            "protocol",
            "endpoint"
          ]
        }
      },
      "tags": {
        "allOf": [
          {
            "$ref": "common.json#/definitions/tags"
          }
        ]
      },
      "placement": {
        "$ref": "common.json#/definitions/placement"
      },
      "forEach": {
        "$ref": "common.json#/definitions/forEach"
      }
    }
  },
  "Trail": {
    "title": "Trail",
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "trailName": {
        "type": "string",
        "minLength": 3,
        "maxLength": 128
      },
      "s3BucketName": {
        "anyOf": [
          {
            "type": "string",
            "minLength": 3,
            "maxLength": 63
          },
          {
            "$ref": "common.json#/definitions/ref"
          }
        ]
      },
      "s3KeyPrefix": {
        "type": "string",
        "minLength": 1,
        "maxLength": 200,
        "pattern": "^[^/]",
        "x-message": "must be 1 to 200 characters and not begin with a slash"
      },
      "snsTopicName": {
        "allOf": [
          {
            "$ref": "common.json#/definitions/nameOrRef"
          }
        ]
      },
      "includeGlobalServiceEvents": {
        "type": "boolean"
      },
      "isMultiRegionTrail": {
        "type": "boolean"
      },
      "isOrganizationTrail": {
        "type": "boolean"
      },
      "enableLogFileValidation": {
        "type": "boolean"
      },
      "cloudWatchLogsLogGroupArn": {
        "allOf": [
          {
            "$ref": "common.json#/definitions/arnOrRef"
          }
        ]
      },
      "cloudWatchLogsRoleArn": {
        "allOf": [
          {
            "$ref": "common.json#/definitions/arnOrRef"
          }
        ]
      },
      "kmsKeyId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 350
      },
      "recursiveLogging": {
        "type": "boolean"
      },
      "logging": {
        "type": "boolean"
      },
      "eventSelectors": {
        "type": "array",
        "minItems": 1,
        "items": {
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "readWriteType": {
              "enum": [
                "All",
                "ReadOnly",
                "WriteOnly"
              ]
            },
            "includeManagementEvents": {
              "type": "boolean"
            },
            "dataResources": {
              "type": "array",
              "items": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "type",
                  "values"
                ],
                "properties": {
                  "type": {
                    "enum": [
                      "AWS::DynamoDB::Table",
                      "AWS::Lambda::Function",
                      "AWS::S3::Object"
                    ]
                  },
                  "values": {
                    "type": "array",
                    "minItems": 1,
                    "items": {
                      "type": "string",
                      "minLength": 1
                    }
                  }
                }
              }
            },
            "excludeManagementEventSources": {
              "type": "array",
              "items": {
                "enum": [
                  "kms.amazonaws.com",
                  "rdsdata.amazonaws.com"
                ]
              }
            }
          }
        }
      },
      "advancedEventSelectors": {
        "type": "array",
        "minItems": 1,
        "items": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "fieldSelectors"
          ],
          "properties": {
            "name": {
              "type": "string",
              "minLength": 1,
              "maxLength": 1000
            },
            "fieldSelectors": {
              "type": "array",
              "minItems": 1,
              "items": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "field"
                ],
                "properties": {
                  "field": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 1000
                  },
                  "equals": {
                    "type": "array",
                    "minItems": 1,
                    "items": {
                      "type": "string",
                      "minLength": 1,
                      "maxLength": 2048
                    }
                  },
                  "startsWith": {
                    "type": "array",
                    "minItems": 1,
                    "items": {
                      "type": "string",
                      "minLength": 1,
                      "maxLength": 2048
                    }
                  },
                  "endsWith": {
                    "type": "array",
                    "minItems": 1,
                    "items": {
                      "type": "string",
                      "minLength": 1,
                      "maxLength": 2048
                    }
                  },
                  "notEquals": {
                    "type": "array",
                    "minItems": 1,
                    "items": {
                      "type": "string",
                      "minLength": 1,
                      "maxLength": 2048
                    }
                  },
                  "notStartsWith": {
                    "type": "array",
                    "minItems": 1,
                    "items": {
                      "type": "string",
                      "minLength": 1,
                      "maxLength": 2048
                    }
                  },
                  "notEndsWith": {
                    "type": "array",
                    "minItems": 1,
                    "items": {
                      "type": "string",
                      "minLength": 1,
                      "maxLength": 2048
                    }
                  }
                }
              }
            }
          }
        }
      },
      "insightSelectors": {
        "type": "array",
        "items": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "insightType"
          ],
          "properties": {
            "insightType": {
              "enum": [
                "ApiCallRateInsight",
                "ApiErrorRateInsight"
              ]
            },
            "eventCategories": {
              "type": "array",
              "minItems": 1,
              "items": {
                "enum": [
                  "Management",
                  "Data"
                ]
              }
            }
          }
        }
      },
      "aggregationConfigurations": {
        "type": "array",
        "maxItems": 1,
        "items": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "eventCategory",
            "templates"
          ],
          "properties": {
            "eventCategory": {
              "enum": [
                "Data"
              ]
            },
            "templates": {
              "type": "array",
              "minItems": 1,
              "maxItems": 50,
              "items": {
                "enum": [
                  "API_ACTIVITY",
                  "RESOURCE_ACCESS",
                  "USER_ACTIONS"
                ]
              }
            }
          }
        }
      },
      "tags": {
        "allOf": [
          {
            "$ref": "common.json#/definitions/tags"
          }
        ]
      },
      "placement": {
        "$ref": "common.json#/definitions/placement"
      },
      "forEach": {
        "$ref": "common.json#/definitions/forEach"
      }
    },
    "required": [
      "s3BucketName"
    ]
  }
};

/** The fields of each kind's spec that take a ref. */
export const refFields: Readonly<Record<string, readonly RefField[]>> = {
  "Account": [],
  "AgentConfig": [
    {
      "path": [
        "config",
        "logs",
        "logs_collected",
        "application_signals",
        "log_group_name"
      ],
      "kinds": [
        "LogGroup"
      ],
      "as": "name"
    },
    {
      "path": [
        "config",
        "logs",
        "logs_collected",
        "files",
        "collect_list",
        "*",
        "log_group_name"
      ],
      "kinds": [
        "LogGroup"
      ],
      "as": "name"
    },
    {
      "path": [
        "config",
        "logs",
        "logs_collected",
        "windows_events",
        "collect_list",
        "*",
        "log_group_name"
      ],
      "kinds": [
        "LogGroup"
      ],
      "as": "name"
    },
    {
      "path": [
        "config",
        "logs",
        "metrics_collected",
        "prometheus",
        "log_group_name"
      ],
      "kinds": [
        "LogGroup"
      ],
      "as": "name"
    }
  ],
  "AlarmMuteRule": [
    {
      "path": [
        "muteTargets",
        "alarmNames",
        "*"
      ],
      "kinds": [
        "CompositeAlarm",
        "LogAlarm",
        "MetricAlarm"
      ],
      "as": "name"
    }
  ],
  "AnomalyDetector": [],
  "Budget": [
    {
      "path": [
        "notifications",
        "*",
        "subscribers",
        "*",
        "address"
      ],
      "kinds": [
        "Topic"
      ],
      "as": "arn"
    }
  ],
  "CompositeAlarm": [
    {
      "path": [
        "actionsSuppressor"
      ],
      "kinds": [
        "CompositeAlarm",
        "LogAlarm",
        "MetricAlarm"
      ],
      "as": "arn"
    },
    {
      "path": [
        "alarmActions",
        "*"
      ],
      "kinds": [
        "Topic"
      ],
      "as": "arn"
    },
    {
      "path": [
        "insufficientDataActions",
        "*"
      ],
      "kinds": [
        "Topic"
      ],
      "as": "arn"
    },
    {
      "path": [
        "okActions",
        "*"
      ],
      "kinds": [
        "Topic"
      ],
      "as": "arn"
    }
  ],
  "CostAnomalyMonitor": [
    {
      "path": [
        "subscriptions",
        "*",
        "subscribers",
        "*",
        "address"
      ],
      "kinds": [
        "Topic"
      ],
      "as": "arn"
    }
  ],
  "Dashboard": [
    {
      "path": [
        "dashboardBody",
        "widgets",
        "*",
        "properties",
        "alarms",
        "*"
      ],
      "kinds": [
        "CompositeAlarm",
        "LogAlarm",
        "MetricAlarm"
      ],
      "as": "arn"
    },
    {
      "path": [
        "dashboardBody",
        "widgets",
        "*",
        "properties",
        "annotations",
        "alarms",
        "*"
      ],
      "kinds": [
        "CompositeAlarm",
        "LogAlarm",
        "MetricAlarm"
      ],
      "as": "arn"
    },
    {
      "path": [
        "dashboardBody",
        "widgets",
        "*",
        "properties",
        "metrics",
        "*",
        "*"
      ],
      "kinds": [
        "LogBucket",
        "LogGroup",
        "MetricStream",
        "Topic"
      ],
      "as": "name"
    }
  ],
  "DeliveryRole": [],
  "EventDataStore": [
    {
      "path": [
        "federationRoleArn"
      ],
      "kinds": [
        "DeliveryRole"
      ],
      "as": "arn"
    },
    {
      "path": [
        "insightsDestination"
      ],
      "kinds": [
        "EventDataStore"
      ],
      "as": "name"
    }
  ],
  "EventRule": [
    {
      "path": [
        "roleArn"
      ],
      "kinds": [
        "DeliveryRole"
      ],
      "as": "arn"
    },
    {
      "path": [
        "targets",
        "*",
        "arn"
      ],
      "kinds": [
        "LogGroup",
        "Topic"
      ],
      "as": "arn"
    },
    {
      "path": [
        "targets",
        "*",
        "roleArn"
      ],
      "kinds": [
        "DeliveryRole"
      ],
      "as": "arn"
    }
  ],
  "FlowLog": [
    {
      "path": [
        "deliverLogsPermissionArn"
      ],
      "kinds": [
        "DeliveryRole"
      ],
      "as": "arn"
    },
    {
      "path": [
        "logDestination"
      ],
      "kinds": [
        "LogBucket",
        "LogGroup"
      ],
      "as": "arn"
    },
    {
      "path": [
        "logGroupName"
      ],
      "kinds": [
        "LogGroup"
      ],
      "as": "name"
    }
  ],
  "InsightRule": [
    {
      "path": [
        "ruleDefinition",
        "LogGroupARNs",
        "*"
      ],
      "kinds": [
        "LogGroup"
      ],
      "as": "arn"
    },
    {
      "path": [
        "ruleDefinition",
        "LogGroupNames",
        "*"
      ],
      "kinds": [
        "LogGroup"
      ],
      "as": "name"
    }
  ],
  "Installation": [],
  "LogAlarm": [
    {
      "path": [
        "actionLogLineRoleArn"
      ],
      "kinds": [
        "DeliveryRole"
      ],
      "as": "arn"
    },
    {
      "path": [
        "alarmActions",
        "*"
      ],
      "kinds": [
        "Topic"
      ],
      "as": "arn"
    },
    {
      "path": [
        "insufficientDataActions",
        "*"
      ],
      "kinds": [
        "Topic"
      ],
      "as": "arn"
    },
    {
      "path": [
        "okActions",
        "*"
      ],
      "kinds": [
        "Topic"
      ],
      "as": "arn"
    },
    {
      "path": [
        "scheduledQueryConfiguration",
        "logGroupIdentifiers",
        "*"
      ],
      "kinds": [
        "LogGroup"
      ],
      "as": "name"
    },
    {
      "path": [
        "scheduledQueryConfiguration",
        "scheduledQueryRoleArn"
      ],
      "kinds": [
        "DeliveryRole"
      ],
      "as": "arn"
    }
  ],
  "LogBucket": [
    {
      "path": [
        "logging",
        "targetBucket"
      ],
      "kinds": [
        "LogBucket"
      ],
      "as": "name"
    }
  ],
  "LogGroup": [
    {
      "path": [
        "subscriptionFilters",
        "*",
        "roleArn"
      ],
      "kinds": [
        "DeliveryRole"
      ],
      "as": "arn"
    }
  ],
  "MetricAlarm": [
    {
      "path": [
        "alarmActions",
        "*"
      ],
      "kinds": [
        "Topic"
      ],
      "as": "arn"
    },
    {
      "path": [
        "insufficientDataActions",
        "*"
      ],
      "kinds": [
        "Topic"
      ],
      "as": "arn"
    },
    {
      "path": [
        "okActions",
        "*"
      ],
      "kinds": [
        "Topic"
      ],
      "as": "arn"
    }
  ],
  "MetricStream": [
    {
      "path": [
        "roleArn"
      ],
      "kinds": [
        "DeliveryRole"
      ],
      "as": "arn"
    }
  ],
  "SavedQuery": [
    {
      "path": [
        "logGroupNames",
        "*"
      ],
      "kinds": [
        "LogGroup"
      ],
      "as": "name"
    }
  ],
  "ScheduledQuery": [
    {
      "path": [
        "destinationConfiguration",
        "lookupTableConfiguration",
        "roleArn"
      ],
      "kinds": [
        "DeliveryRole"
      ],
      "as": "arn"
    },
    {
      "path": [
        "destinationConfiguration",
        "s3Configuration",
        "roleArn"
      ],
      "kinds": [
        "DeliveryRole"
      ],
      "as": "arn"
    },
    {
      "path": [
        "executionRoleArn"
      ],
      "kinds": [
        "DeliveryRole"
      ],
      "as": "arn"
    },
    {
      "path": [
        "logGroupIdentifiers",
        "*"
      ],
      "kinds": [
        "LogGroup"
      ],
      "as": "name"
    }
  ],
  "Topic": [],
  "Trail": [
    {
      "path": [
        "cloudWatchLogsLogGroupArn"
      ],
      "kinds": [
        "LogGroup"
      ],
      "as": "arn"
    },
    {
      "path": [
        "cloudWatchLogsRoleArn"
      ],
      "kinds": [
        "DeliveryRole"
      ],
      "as": "arn"
    },
    {
      "path": [
        "s3BucketName"
      ],
      "kinds": [
        "LogBucket"
      ],
      "as": "name"
    },
    {
      "path": [
        "snsTopicName"
      ],
      "kinds": [
        "Topic"
      ],
      "as": "arn"
    }
  ]
};
