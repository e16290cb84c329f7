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
            "$ref": "common.json#/definitions/arn"
          }
        ]
      },
      "logGroupName": {
        "type": "string",
        "minLength": 1,
        "maxLength": 512
      },
      "deliverLogsPermissionArn": {
        "allOf": [
          {
            "$ref": "common.json#/definitions/arn"
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
        "type": "string",
        "minLength": 3,
        "maxLength": 63
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
            "$ref": "common.json#/definitions/arn"
          }
        ]
      },
      "cloudWatchLogsRoleArn": {
        "allOf": [
          {
            "$ref": "common.json#/definitions/arn"
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
  "CompositeAlarm": [
    {
      "path": [
        "actionsSuppressor"
      ],
      "kinds": [
        "CompositeAlarm",
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
  "FlowLog": [],
  "Installation": [],
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
  "Topic": [],
  "Trail": [
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
