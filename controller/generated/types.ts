// Made from schemas/ by `npm run generate`; edit those instead.

import type { Ref } from "../document.ts";

/**
 * An AWS account that documents can be placed in, and the role through which it is reached.
 */
export interface AccountSpec {
  /**
   * The account's twelve digits, in quotes.
   */
  id: string;
  /**
   * The role to assume there. Without it, the caller's own credentials must belong to the account.
   */
  roleArn?: string;
  /**
   * The external id that the role's trust policy asks for.
   */
  externalId?: string;
  /**
   * The name under which the calls appear in the account's CloudTrail.
   */
  sessionName?: string;
  /**
   * Where documents placed in this account go when they name no region, and where it is searched for what to prune. Without it, the installation's.
   *
   * @minItems 1
   * @maxItems 100
   */
  regions?: string[];
}

export type AgentConfigInterval = number;
export type AgentConfigMeasurement = (
  | string
  | {
      /**
       * The metric, as the agent calls it.
       */
      name: string;
      /**
       * What CloudWatch shall call it.
       */
      rename?: string;
      /**
       * The unit that it is published with.
       */
      unit?: string;
    }
)[];
export type AgentConfigIntervalOrNone = number;
export type AgentConfigJmx =
  | {
      /**
       * Where the JMX server listens, e.g. `localhost:9999`.
       */
      endpoint?: AgentConfigEndpoint;
      /**
       * How often these are collected, in seconds.
       */
      metrics_collection_interval?: AgentConfigInterval;
      /**
       * Who the agent signs in as.
       */
      username?: string;
      /**
       * The file with the password.
       */
      password_file?: string;
      /**
       * The key store, where the server asks for a client certificate.
       */
      keystore_path?: string;
      /**
       * The type of the key store.
       */
      keystore_type?: string;
      /**
       * The store of trusted certificates.
       */
      truststore_path?: string;
      /**
       * The type of that store.
       */
      truststore_type?: string;
      /**
       * Whether the RMI registry speaks TLS.
       */
      registry_ssl_enabled?: boolean;
      /**
       * The remote profile, with which SASL profiles are combined.
       */
      remote_profile?: string;
      /**
       * The realm that SASL/DIGEST-MD5 asks for.
       */
      realm?: string;
      /**
       * Metrics of the Java virtual machine.
       */
      jvm?: {
        /**
         * Which metrics of it.
         */
        measurement: AgentConfigMeasurement;
      };
      /**
       * Metrics of a Kafka broker.
       */
      kafka?: {
        /**
         * Which metrics of it.
         */
        measurement: AgentConfigMeasurement;
      };
      /**
       * Metrics of a Kafka consumer.
       */
      "kafka-consumer"?: {
        /**
         * Which metrics of it.
         */
        measurement: AgentConfigMeasurement;
      };
      /**
       * Metrics of a Kafka producer.
       */
      "kafka-producer"?: {
        /**
         * Which metrics of it.
         */
        measurement: AgentConfigMeasurement;
      };
      /**
       * Metrics of Tomcat.
       */
      tomcat?: {
        /**
         * Which metrics of it.
         */
        measurement: AgentConfigMeasurement;
      };
      /**
       * Whether neither TLS nor a password is asked for.
       */
      insecure?: boolean;
      /**
       * Further dimensions of these metrics alone.
       */
      append_dimensions?: AgentConfigDimensions;
    }
  | {
      /**
       * Where the JMX server listens, e.g. `localhost:9999`.
       */
      endpoint?: AgentConfigEndpoint;
      /**
       * How often these are collected, in seconds.
       */
      metrics_collection_interval?: AgentConfigInterval;
      /**
       * Who the agent signs in as.
       */
      username?: string;
      /**
       * The file with the password.
       */
      password_file?: string;
      /**
       * The key store, where the server asks for a client certificate.
       */
      keystore_path?: string;
      /**
       * The type of the key store.
       */
      keystore_type?: string;
      /**
       * The store of trusted certificates.
       */
      truststore_path?: string;
      /**
       * The type of that store.
       */
      truststore_type?: string;
      /**
       * Whether the RMI registry speaks TLS.
       */
      registry_ssl_enabled?: boolean;
      /**
       * The remote profile, with which SASL profiles are combined.
       */
      remote_profile?: string;
      /**
       * The realm that SASL/DIGEST-MD5 asks for.
       */
      realm?: string;
      /**
       * Metrics of the Java virtual machine.
       */
      jvm?: {
        /**
         * Which metrics of it.
         */
        measurement: AgentConfigMeasurement;
      };
      /**
       * Metrics of a Kafka broker.
       */
      kafka?: {
        /**
         * Which metrics of it.
         */
        measurement: AgentConfigMeasurement;
      };
      /**
       * Metrics of a Kafka consumer.
       */
      "kafka-consumer"?: {
        /**
         * Which metrics of it.
         */
        measurement: AgentConfigMeasurement;
      };
      /**
       * Metrics of a Kafka producer.
       */
      "kafka-producer"?: {
        /**
         * Which metrics of it.
         */
        measurement: AgentConfigMeasurement;
      };
      /**
       * Metrics of Tomcat.
       */
      tomcat?: {
        /**
         * Which metrics of it.
         */
        measurement: AgentConfigMeasurement;
      };
      /**
       * Whether neither TLS nor a password is asked for.
       */
      insecure?: boolean;
      /**
       * Further dimensions of these metrics alone.
       */
      append_dimensions?: AgentConfigDimensions;
    }[];
export type AgentConfigEndpoint = string;
export type AgentConfigOtlp =
  | {
      /**
       * Where protobuf arrives by gRPC.
       */
      grpc_endpoint?: AgentConfigEndpoint;
      /**
       * Where JSON arrives by HTTP.
       */
      http_endpoint?: AgentConfigEndpoint;
      /**
       * How the connection is protected.
       */
      tls?: AgentConfigTls;
      /**
       * The service that the telemetry is of.
       */
      "service.name"?: string;
      /**
       * The environment that the service runs in.
       */
      "deployment.environment"?: string;
    }
  | {
      /**
       * Where protobuf arrives by gRPC.
       */
      grpc_endpoint?: AgentConfigEndpoint;
      /**
       * Where JSON arrives by HTTP.
       */
      http_endpoint?: AgentConfigEndpoint;
      /**
       * How the connection is protected.
       */
      tls?: AgentConfigTls;
      /**
       * The service that the telemetry is of.
       */
      "service.name"?: string;
      /**
       * The environment that the service runs in.
       */
      "deployment.environment"?: string;
    }[];

/**
 * What the CloudWatch agent collects and sends, as JSON in a parameter of Systems Manager's that the agents read: `amazon-cloudwatch-agent-ctl -a fetch-config -c ssm:<parameterName>`.
 */
export interface AgentConfigSpec {
  /**
   * The parameter's name, alone or as a path. `AmazonCloudWatch-` and the document's name when absent: AWS's policy CloudWatchAgentServerPolicy lets agents read what begins so.
   */
  parameterName?: string;
  /**
   * Text about it, for people.
   */
  description?: string;
  /**
   * The tier of the parameter. When absent, or `Intelligent-Tiering`, it is advanced, which AWS charges for, once the JSON is longer than 4,096 bytes; above 8,192 no parameter holds it. AWS never makes an advanced one standard again.
   */
  tier?: "Standard" | "Advanced" | "Intelligent-Tiering";
  /**
   * The agent's configuration, with its own names of settings.
   */
  config: {
    /**
     * The agent itself. Settings that aren't listed here are passed on.
     */
    agent?: {
      /**
       * How often metrics are collected that say nothing else, in seconds.
       */
      metrics_collection_interval?: AgentConfigInterval;
      /**
       * The region that everything is sent to; the machine's when absent.
       */
      region?: string;
      /**
       * The role by which everything is sent, such as another account's.
       */
      credentials?: AgentConfigCredentials;
      /**
       * The agent's own log; empty for its standard output.
       */
      logfile?: string;
      /**
       * Whether it logs in detail.
       */
      debug?: boolean;
      /**
       * What it logs of its calls, such as `LogDebug`; several are separated by `|`.
       */
      aws_sdk_log_level?: string;
      /**
       * Whether metrics have no host as a dimension.
       */
      omit_hostname?: boolean;
      /**
       * The Linux user that it runs as.
       */
      run_as_user?: string;
      /**
       * What it calls itself towards AWS.
       */
      user_agent?: string;
      /**
       * Whether it calls AWS by IPv6 too.
       */
      use_dualstack_endpoint?: boolean;
      /**
       * The service that the telemetry is of.
       */
      "service.name"?: string;
      /**
       * The environment that the service runs in.
       */
      "deployment.environment"?: string;
    };
    /**
     * What is sent to CloudWatch as metrics.
     */
    metrics?: {
      /**
       * Their namespace.
       */
      namespace?: string;
      /**
       * Dimensions of every metric. The agent knows `ImageId`, `InstanceId`, `InstanceType` and `AutoScalingGroupName`, each as `${aws:ImageId}` and so on.
       */
      append_dimensions?: AgentConfigDimensions;
      /**
       * The sets of dimensions by which metrics are summed up besides; an empty one for all of them together.
       *
       * @minItems 1
       * @maxItems 1024
       */
      aggregation_dimensions?: string[][];
      /**
       * Where metrics go, where it isn't CloudWatch alone.
       */
      metrics_destinations?: {
        /**
         * CloudWatch.
         */
        cloudwatch?: {};
        /**
         * Amazon Managed Service for Prometheus.
         */
        amp?: {
          /**
           * The workspace.
           */
          workspace_id: string;
        };
      };
      /**
       * Which metrics, by what they are of. Names of Windows' performance objects, such as `LogicalDisk`, are taken too.
       */
      metrics_collected: {
        /**
         * Processors.
         */
        cpu?: {
          /**
           * How often these are collected, in seconds.
           */
          metrics_collection_interval?: AgentConfigInterval;
          /**
           * Further dimensions of these metrics alone.
           */
          append_dimensions?: AgentConfigDimensions;
          /**
           * Which metrics, by name or with another name and unit.
           */
          measurement: AgentConfigMeasurement;
          /**
           * Metrics that are published only aggregated.
           *
           * @minItems 1
           */
          drop_original_metrics?: string[];
          /**
           * `*` for each core by itself.
           *
           * @maxItems 1
           */
          resources?: "*"[];
          /**
           * Whether there are metrics over all cores.
           */
          totalcpu?: boolean;
        };
        /**
         * File systems.
         */
        disk?: {
          /**
           * How often these are collected, in seconds.
           */
          metrics_collection_interval?: AgentConfigInterval;
          /**
           * Further dimensions of these metrics alone.
           */
          append_dimensions?: AgentConfigDimensions;
          /**
           * Which metrics, by name or with another name and unit.
           */
          measurement: AgentConfigMeasurement;
          /**
           * Metrics that are published only aggregated.
           *
           * @minItems 1
           */
          drop_original_metrics?: string[];
          /**
           * Which of them: devices, mount points, interfaces, or `*` for all.
           *
           * @maxItems 256
           */
          resources?: string[];
          /**
           * Types of file systems that are left out, such as `tmpfs`.
           *
           * @maxItems 256
           */
          ignore_file_system_types?: string[];
          /**
           * Whether the device is no dimension.
           */
          drop_device?: boolean;
        };
        /**
         * Reads and writes of devices.
         */
        diskio?: {
          /**
           * How often these are collected, in seconds.
           */
          metrics_collection_interval?: AgentConfigInterval;
          /**
           * Further dimensions of these metrics alone.
           */
          append_dimensions?: AgentConfigDimensions;
          /**
           * Which metrics, by name or with another name and unit.
           */
          measurement: AgentConfigMeasurement;
          /**
           * Metrics that are published only aggregated.
           *
           * @minItems 1
           */
          drop_original_metrics?: string[];
          /**
           * Which of them: devices, mount points, interfaces, or `*` for all.
           *
           * @maxItems 256
           */
          resources?: string[];
        };
        /**
         * Swap space.
         */
        swap?: {
          /**
           * How often these are collected, in seconds.
           */
          metrics_collection_interval?: AgentConfigInterval;
          /**
           * Further dimensions of these metrics alone.
           */
          append_dimensions?: AgentConfigDimensions;
          /**
           * Which metrics, by name or with another name and unit.
           */
          measurement: AgentConfigMeasurement;
          /**
           * Metrics that are published only aggregated.
           *
           * @minItems 1
           */
          drop_original_metrics?: string[];
        };
        /**
         * Memory.
         */
        mem?: {
          /**
           * How often these are collected, in seconds.
           */
          metrics_collection_interval?: AgentConfigInterval;
          /**
           * Further dimensions of these metrics alone.
           */
          append_dimensions?: AgentConfigDimensions;
          /**
           * Which metrics, by name or with another name and unit.
           */
          measurement: AgentConfigMeasurement;
          /**
           * Metrics that are published only aggregated.
           *
           * @minItems 1
           */
          drop_original_metrics?: string[];
        };
        /**
         * Network interfaces.
         */
        net?: {
          /**
           * How often these are collected, in seconds.
           */
          metrics_collection_interval?: AgentConfigInterval;
          /**
           * Further dimensions of these metrics alone.
           */
          append_dimensions?: AgentConfigDimensions;
          /**
           * Which metrics, by name or with another name and unit.
           */
          measurement: AgentConfigMeasurement;
          /**
           * Metrics that are published only aggregated.
           *
           * @minItems 1
           */
          drop_original_metrics?: string[];
          /**
           * Which of them: devices, mount points, interfaces, or `*` for all.
           *
           * @maxItems 256
           */
          resources?: string[];
        };
        /**
         * Connections.
         */
        netstat?: {
          /**
           * How often these are collected, in seconds.
           */
          metrics_collection_interval?: AgentConfigInterval;
          /**
           * Further dimensions of these metrics alone.
           */
          append_dimensions?: AgentConfigDimensions;
          /**
           * Which metrics, by name or with another name and unit.
           */
          measurement: AgentConfigMeasurement;
          /**
           * Metrics that are published only aggregated.
           *
           * @minItems 1
           */
          drop_original_metrics?: string[];
        };
        /**
         * Processes by state.
         */
        processes?: {
          /**
           * How often these are collected, in seconds.
           */
          metrics_collection_interval?: AgentConfigInterval;
          /**
           * Further dimensions of these metrics alone.
           */
          append_dimensions?: AgentConfigDimensions;
          /**
           * Which metrics, by name or with another name and unit.
           */
          measurement: AgentConfigMeasurement;
          /**
           * Metrics that are published only aggregated.
           *
           * @minItems 1
           */
          drop_original_metrics?: string[];
        };
        /**
         * Elastic Fabric Adapters.
         */
        efa?: {
          /**
           * How often these are collected, in seconds.
           */
          metrics_collection_interval?: AgentConfigInterval;
          /**
           * Further dimensions of these metrics alone.
           */
          append_dimensions?: AgentConfigDimensions;
          /**
           * Which metrics, by name or with another name and unit.
           */
          measurement: AgentConfigMeasurement;
          /**
           * Metrics that are published only aggregated.
           *
           * @minItems 1
           */
          drop_original_metrics?: string[];
        };
        /**
         * Single processes, each by a file with its id, its name or its command line.
         *
         * @minItems 1
         * @maxItems 255
         */
        procstat?: {
          /**
           * The file with the process id.
           */
          pid_file?: string;
          /**
           * A pattern that the name of the process matches.
           */
          exe?: string;
          /**
           * A pattern that its whole command line matches.
           */
          pattern?: string;
          /**
           * Which metrics of it.
           */
          measurement: string[];
          /**
           * How often these are collected, in seconds.
           */
          metrics_collection_interval?: AgentConfigInterval;
          /**
           * Further dimensions of these metrics alone.
           */
          append_dimensions?: AgentConfigDimensions;
          /**
           * Metrics that are published only aggregated.
           *
           * @minItems 1
           */
          drop_original_metrics?: string[];
        }[];
        /**
         * Metrics that arrive by StatsD's protocol.
         */
        statsd?: {
          /**
           * How many may wait.
           */
          allowed_pending_messages?: number;
          /**
           * Where they arrive, such as `:8125`.
           */
          service_address?: string;
          /**
           * How often these are collected, in seconds.
           */
          metrics_collection_interval?: AgentConfigInterval;
          /**
           * The seconds that are summed up; 0 for none.
           */
          metrics_aggregation_interval?: AgentConfigIntervalOrNone;
          /**
           * What stands between the parts of a name.
           */
          metric_separator?: string;
          /**
           * Metrics that are published only aggregated.
           *
           * @minItems 1
           */
          drop_original_metrics?: string[];
          /**
           * The service that the telemetry is of.
           */
          "service.name"?: string;
          /**
           * The environment that the service runs in.
           */
          "deployment.environment"?: string;
        };
        /**
         * Metrics that arrive by collectd's protocol.
         */
        collectd?: {
          /**
           * Where they arrive, such as `udp://127.0.0.1:25826`.
           */
          service_address?: string;
          /**
           * What the names begin with.
           */
          name_prefix?: string;
          /**
           * The file with names and passwords.
           */
          collectd_auth_file?: string;
          /**
           * What is asked of those who send.
           */
          collectd_security_level?: "none" | "sign" | "encrypt";
          /**
           * Files of types.
           *
           * @maxItems 10
           */
          collectd_typesdb?: string[];
          /**
           * The seconds that are summed up; 0 for none.
           */
          metrics_aggregation_interval?: AgentConfigIntervalOrNone;
          /**
           * Metrics that are published only aggregated.
           *
           * @minItems 1
           */
          drop_original_metrics?: string[];
          /**
           * The service that the telemetry is of.
           */
          "service.name"?: string;
          /**
           * The environment that the service runs in.
           */
          "deployment.environment"?: string;
          /**
           * Further dimensions of these metrics alone.
           */
          append_dimensions?: AgentConfigDimensions;
        };
        /**
         * Network drivers.
         */
        ethtool?: {
          /**
           * Interfaces that are looked at.
           */
          interface_include?: string[];
          /**
           * Interfaces that aren't.
           */
          interface_exclude?: string[];
          /**
           * Which metrics.
           */
          metrics_include?: string[];
          /**
           * Further dimensions of these metrics alone.
           */
          append_dimensions?: AgentConfigDimensions;
          /**
           * Metrics that are published only aggregated.
           *
           * @minItems 1
           */
          drop_original_metrics?: string[];
        };
        /**
         * NVIDIA's GPUs.
         */
        nvidia_smi?: {
          /**
           * Which metrics.
           */
          measurement?: string[];
          /**
           * How often these are collected, in seconds.
           */
          metrics_collection_interval?: AgentConfigInterval;
          /**
           * Further dimensions of these metrics alone.
           */
          append_dimensions?: AgentConfigDimensions;
          /**
           * Metrics that are published only aggregated.
           *
           * @minItems 1
           */
          drop_original_metrics?: string[];
        };
        /**
         * Java processes, by JMX.
         */
        jmx?: AgentConfigJmx;
        /**
         * Metrics that arrive by OpenTelemetry's protocol.
         */
        otlp?: AgentConfigOtlp;
        /**
         * Metrics that are scraped as Prometheus does.
         */
        prometheus?: {
          /**
           * The file with the scrape configuration.
           */
          prometheus_config_path: string;
        };
        [k: string]:
          | AgentConfigBasicMetric
          | {
              /**
               * How often these are collected, in seconds.
               */
              metrics_collection_interval?: AgentConfigInterval;
              /**
               * Further dimensions of these metrics alone.
               */
              append_dimensions?: AgentConfigDimensions;
              /**
               * Which metrics, by name or with another name and unit.
               */
              measurement: AgentConfigMeasurement;
              /**
               * Metrics that are published only aggregated.
               *
               * @minItems 1
               */
              drop_original_metrics?: string[];
              /**
               * `*` for each core by itself.
               *
               * @maxItems 1
               */
              resources?: "*"[];
              /**
               * Whether there are metrics over all cores.
               */
              totalcpu?: boolean;
            }
          | {
              /**
               * How often these are collected, in seconds.
               */
              metrics_collection_interval?: AgentConfigInterval;
              /**
               * Further dimensions of these metrics alone.
               */
              append_dimensions?: AgentConfigDimensions;
              /**
               * Which metrics, by name or with another name and unit.
               */
              measurement: AgentConfigMeasurement;
              /**
               * Metrics that are published only aggregated.
               *
               * @minItems 1
               */
              drop_original_metrics?: string[];
              /**
               * Which of them: devices, mount points, interfaces, or `*` for all.
               *
               * @maxItems 256
               */
              resources?: string[];
              /**
               * Types of file systems that are left out, such as `tmpfs`.
               *
               * @maxItems 256
               */
              ignore_file_system_types?: string[];
              /**
               * Whether the device is no dimension.
               */
              drop_device?: boolean;
            }
          | {
              /**
               * How often these are collected, in seconds.
               */
              metrics_collection_interval?: AgentConfigInterval;
              /**
               * Further dimensions of these metrics alone.
               */
              append_dimensions?: AgentConfigDimensions;
              /**
               * Which metrics, by name or with another name and unit.
               */
              measurement: AgentConfigMeasurement;
              /**
               * Metrics that are published only aggregated.
               *
               * @minItems 1
               */
              drop_original_metrics?: string[];
              /**
               * Which of them: devices, mount points, interfaces, or `*` for all.
               *
               * @maxItems 256
               */
              resources?: string[];
            }
          | {
              /**
               * How often these are collected, in seconds.
               */
              metrics_collection_interval?: AgentConfigInterval;
              /**
               * Further dimensions of these metrics alone.
               */
              append_dimensions?: AgentConfigDimensions;
              /**
               * Which metrics, by name or with another name and unit.
               */
              measurement: AgentConfigMeasurement;
              /**
               * Metrics that are published only aggregated.
               *
               * @minItems 1
               */
              drop_original_metrics?: string[];
            }
          | {
              /**
               * The file with the process id.
               */
              pid_file?: string;
              /**
               * A pattern that the name of the process matches.
               */
              exe?: string;
              /**
               * A pattern that its whole command line matches.
               */
              pattern?: string;
              /**
               * Which metrics of it.
               */
              measurement: string[];
              /**
               * How often these are collected, in seconds.
               */
              metrics_collection_interval?: AgentConfigInterval;
              /**
               * Further dimensions of these metrics alone.
               */
              append_dimensions?: AgentConfigDimensions;
              /**
               * Metrics that are published only aggregated.
               *
               * @minItems 1
               */
              drop_original_metrics?: string[];
            }[]
          | {
              /**
               * How many may wait.
               */
              allowed_pending_messages?: number;
              /**
               * Where they arrive, such as `:8125`.
               */
              service_address?: string;
              /**
               * How often these are collected, in seconds.
               */
              metrics_collection_interval?: AgentConfigInterval;
              /**
               * The seconds that are summed up; 0 for none.
               */
              metrics_aggregation_interval?: AgentConfigIntervalOrNone;
              /**
               * What stands between the parts of a name.
               */
              metric_separator?: string;
              /**
               * Metrics that are published only aggregated.
               *
               * @minItems 1
               */
              drop_original_metrics?: string[];
              /**
               * The service that the telemetry is of.
               */
              "service.name"?: string;
              /**
               * The environment that the service runs in.
               */
              "deployment.environment"?: string;
            }
          | {
              /**
               * Where they arrive, such as `udp://127.0.0.1:25826`.
               */
              service_address?: string;
              /**
               * What the names begin with.
               */
              name_prefix?: string;
              /**
               * The file with names and passwords.
               */
              collectd_auth_file?: string;
              /**
               * What is asked of those who send.
               */
              collectd_security_level?: "none" | "sign" | "encrypt";
              /**
               * Files of types.
               *
               * @maxItems 10
               */
              collectd_typesdb?: string[];
              /**
               * The seconds that are summed up; 0 for none.
               */
              metrics_aggregation_interval?: AgentConfigIntervalOrNone;
              /**
               * Metrics that are published only aggregated.
               *
               * @minItems 1
               */
              drop_original_metrics?: string[];
              /**
               * The service that the telemetry is of.
               */
              "service.name"?: string;
              /**
               * The environment that the service runs in.
               */
              "deployment.environment"?: string;
              /**
               * Further dimensions of these metrics alone.
               */
              append_dimensions?: AgentConfigDimensions;
            }
          | {
              /**
               * Interfaces that are looked at.
               */
              interface_include?: string[];
              /**
               * Interfaces that aren't.
               */
              interface_exclude?: string[];
              /**
               * Which metrics.
               */
              metrics_include?: string[];
              /**
               * Further dimensions of these metrics alone.
               */
              append_dimensions?: AgentConfigDimensions;
              /**
               * Metrics that are published only aggregated.
               *
               * @minItems 1
               */
              drop_original_metrics?: string[];
            }
          | {
              /**
               * Which metrics.
               */
              measurement?: string[];
              /**
               * How often these are collected, in seconds.
               */
              metrics_collection_interval?: AgentConfigInterval;
              /**
               * Further dimensions of these metrics alone.
               */
              append_dimensions?: AgentConfigDimensions;
              /**
               * Metrics that are published only aggregated.
               *
               * @minItems 1
               */
              drop_original_metrics?: string[];
            }
          | AgentConfigJmx
          | AgentConfigOtlp
          | {
              /**
               * The file with the scrape configuration.
               */
              prometheus_config_path: string;
            }
          | undefined;
      };
      /**
       * The seconds that metrics wait for others at most, before they are sent.
       */
      force_flush_interval?: AgentConfigInterval;
      /**
       * The role that metrics are sent by, such as another account's.
       */
      credentials?: AgentConfigCredentials;
      /**
       * The address of CloudWatch, where it isn't the usual one.
       */
      endpoint_override?: AgentConfigEndpoint;
      /**
       * The service that the telemetry is of.
       */
      "service.name"?: string;
      /**
       * The environment that the service runs in.
       */
      "deployment.environment"?: string;
    };
    /**
     * What is sent to CloudWatch Logs. Needs `logs_collected` or `metrics_collected`.
     */
    logs?: {
      /**
       * Log files and event logs.
       */
      logs_collected?: {
        /**
         * Log files that are followed.
         */
        files?: {
          /**
           * The files.
           *
           * @minItems 1
           * @maxItems 16384
           */
          collect_list: {
            /**
             * The file, or a pattern of several of which the newest is followed, such as `/var/log/nginx/*.log` or `/opt/**.log`.
             */
            file_path: string;
            /**
             * The group that the lines go to; the agent makes one that isn't there. Named after the file when absent.
             */
            log_group_name?: string | Ref;
            /**
             * The stream in it; `{instance_id}`, `{hostname}`, `{local_hostname}`, `{ip_address}` and `{date}` stand for the machine's.
             */
            log_stream_name?: string;
            /**
             * The class of a group that the agent makes, `STANDARD` or `INFREQUENT_ACCESS`.
             */
            log_group_class?: string;
            /**
             * The days that the group keeps events, which the agent sets; -1 leaves it as it is. A group kept as a LogGroup says it there.
             */
            retention_in_days?:
              | -1
              | 1
              | 3
              | 5
              | 7
              | 14
              | 30
              | 60
              | 90
              | 120
              | 150
              | 180
              | 365
              | 400
              | 545
              | 731
              | 1096
              | 1827
              | 2192
              | 2557
              | 2922
              | 3288
              | 3653;
            /**
             * Which lines are sent, by Go's regular expressions: each must let a line pass.
             */
            filters?: {
              /**
               * Whether lines that match are sent, or those that don't.
               */
              type: "include" | "exclude";
              /**
               * The expression.
               */
              expression: string;
            }[];
            /**
             * What the first line of an event looks like, or `{timestamp_format}` for one with a time in it.
             */
            multi_line_start_pattern?: string;
            /**
             * How the time of an event is written, such as `%Y-%m-%d %H:%M:%S`.
             */
            timestamp_format?: string;
            /**
             * The time zone of times without one.
             */
            timezone?: "Local" | "LOCAL" | "UTC";
            /**
             * Whether the time is cut out of the event.
             */
            trim_timestamp?: boolean;
            /**
             * The encoding of the file, such as `utf-8` or `shift-jis`.
             */
            encoding?: string;
            /**
             * Whether files are deleted once they have been sent: what the agent read is gone from the machine.
             */
            auto_removal?: boolean;
            /**
             * What is done when CloudWatch Logs takes no more for a while: `fd_release` lets go of rotated files.
             */
            backpressure_mode?: "fd_release";
            /**
             * A pattern of files that `file_path` would match and that aren't followed.
             */
            blacklist?: string;
            /**
             * Whether every file that matches is followed, each to a stream of its own.
             */
            publish_multi_logs?: boolean;
            /**
             * The service that the telemetry is of.
             */
            "service.name"?: string;
            /**
             * The environment that the service runs in.
             */
            "deployment.environment"?: string;
          }[];
        };
        /**
         * Event logs of Windows.
         */
        windows_events?: {
          /**
           * The event logs.
           *
           * @minItems 1
           * @maxItems 16384
           */
          collect_list: {
            /**
             * The event log, such as `System` or `Security`.
             */
            event_name: string;
            /**
             * Which levels are sent.
             *
             * @minItems 1
             */
            event_levels?: ("CRITICAL" | "ERROR" | "WARNING" | "INFORMATION" | "VERBOSE")[];
            /**
             * Which events are sent, by their ids.
             *
             * @minItems 1
             */
            event_ids?: number[];
            /**
             * How an event is written in CloudWatch Logs.
             */
            event_format?: "text" | "xml";
            /**
             * The group that the lines go to; the agent makes one that isn't there. Named after the file when absent.
             */
            log_group_name?: string | Ref;
            /**
             * The stream in it; `{instance_id}`, `{hostname}`, `{local_hostname}`, `{ip_address}` and `{date}` stand for the machine's.
             */
            log_stream_name?: string;
            /**
             * The class of a group that the agent makes, `STANDARD` or `INFREQUENT_ACCESS`.
             */
            log_group_class?: string;
            /**
             * The days that the group keeps events, which the agent sets; -1 leaves it as it is. A group kept as a LogGroup says it there.
             */
            retention_in_days?:
              | -1
              | 1
              | 3
              | 5
              | 7
              | 14
              | 30
              | 60
              | 90
              | 120
              | 150
              | 180
              | 365
              | 400
              | 545
              | 731
              | 1096
              | 1827
              | 2192
              | 2557
              | 2922
              | 3288
              | 3653;
            /**
             * Which lines are sent, by Go's regular expressions: each must let a line pass.
             */
            filters?: {
              /**
               * Whether lines that match are sent, or those that don't.
               */
              type: "include" | "exclude";
              /**
               * The expression.
               */
              expression: string;
            }[];
          }[];
        };
        /**
         * The logs of Application Signals.
         */
        application_signals?: {
          /**
           * Their group.
           */
          log_group_name?: string | Ref;
          /**
           * Their stream.
           */
          log_stream_name?: string;
          /**
           * Whether they aren't sent.
           */
          disabled?: boolean;
        };
      };
      /**
       * Metrics that arrive as log events.
       */
      metrics_collected?: {
        /**
         * Events in the embedded metric format, which the agent takes on port 25888.
         */
        emf?: {
          /**
           * Where they arrive, such as `tcp://127.0.0.1:25888`.
           */
          service_address?: string;
        };
        /**
         * Container Insights of a Kubernetes cluster.
         */
        kubernetes?: {
          /**
           * The cluster.
           */
          cluster_name?: string;
          /**
           * Whether metrics are collected down to the container.
           */
          enhanced_container_insights?: boolean;
          /**
           * Whether metrics of GPUs and the like are collected.
           */
          accelerated_compute_metrics?: boolean;
          /**
           * Whether metrics of Java's are collected.
           */
          jmx_container_insights?: boolean;
          /**
           * How often these are collected, in seconds.
           */
          metrics_collection_interval?: AgentConfigInterval;
          /**
           * Whether no metrics are made of the events.
           */
          disable_metric_extraction?: boolean;
        };
        /**
         * Container Insights of ECS.
         */
        ecs?: {
          /**
           * How often these are collected, in seconds.
           */
          metrics_collection_interval?: AgentConfigInterval;
          /**
           * Whether no metrics are made of the events.
           */
          disable_metric_extraction?: boolean;
        };
        /**
         * Metrics that are scraped as Prometheus does.
         */
        prometheus?: {
          /**
           * The cluster.
           */
          cluster_name?: string;
          /**
           * The group that they go to.
           */
          log_group_name?: string | Ref;
          /**
           * The file with the scrape configuration, or the environment variable that has it.
           */
          prometheus_config_path?: string;
          /**
           * Which of the metrics become metrics of CloudWatch.
           */
          emf_processor?: {
            /**
             * Whether metrics that come twice are sent once.
             */
            metric_declaration_dedup?: boolean;
            /**
             * Their namespace.
             */
            metric_namespace?: string;
            /**
             * The unit of each metric, by its name.
             */
            metric_unit?: {
              [k: string]: string;
            };
            /**
             * The metrics.
             */
            metric_declaration?: {
              /**
               * Labels that are looked at.
               */
              source_labels?: string[];
              /**
               * The pattern that their values must match.
               */
              label_matcher?: string;
              /**
               * What stands between their values.
               */
              label_separator?: string;
              /**
               * Patterns of the metrics' names.
               */
              metric_selectors?: string[];
              /**
               * The sets of dimensions that they are published with.
               */
              dimensions?: string[][];
            }[];
          };
          /**
           * How targets in ECS are found.
           */
          ecs_service_discovery?: {
            /**
             * By the labels of containers.
             */
            docker_label?: {
              /**
               * The label with the job's name.
               */
              sd_job_name_label?: string;
              /**
               * The label with the path.
               */
              sd_metrics_path_label?: string;
              /**
               * The label with the port.
               */
              sd_port_label?: string;
            };
            /**
             * By task definitions.
             */
            task_definition_list?: {
              /**
               * The containers, by a pattern.
               */
              sd_container_name_pattern?: string;
              /**
               * The job that the targets belong to.
               */
              sd_job_name?: string;
              /**
               * The path that is scraped.
               */
              sd_metrics_path?: string;
              /**
               * The ports that are scraped, separated by semicolons.
               */
              sd_metrics_ports?: string;
              /**
               * The task definitions, by a pattern of their ARN.
               */
              sd_task_definition_arn_pattern?: string;
            }[];
            /**
             * By services.
             */
            service_name_list_for_tasks?: {
              /**
               * The containers, by a pattern.
               */
              sd_container_name_pattern?: string;
              /**
               * The job that the targets belong to.
               */
              sd_job_name?: string;
              /**
               * The path that is scraped.
               */
              sd_metrics_path?: string;
              /**
               * The ports that are scraped, separated by semicolons.
               */
              sd_metrics_ports?: string;
              /**
               * The services, by a pattern.
               */
              sd_service_name_pattern?: string;
            }[];
            /**
             * The cluster's region.
             */
            sd_cluster_region?: string;
            /**
             * How often targets are looked for, such as `1m`.
             */
            sd_frequency?: string;
            /**
             * The file that the targets are written to.
             */
            sd_result_file?: string;
            /**
             * The cluster.
             */
            sd_target_cluster?: string;
          };
          /**
           * Whether no metrics are made of the events.
           */
          disable_metric_extraction?: boolean;
        };
        /**
         * Metrics of Application Signals.
         */
        application_signals?: AgentConfigAppSignals;
        /**
         * The earlier name of `application_signals`.
         */
        app_signals?: AgentConfigAppSignals;
        /**
         * Metrics that arrive by OpenTelemetry's protocol.
         */
        otlp?: AgentConfigOtlp;
      };
      /**
       * The stream of files that name none; `{instance_id}` and the like stand for the machine's.
       */
      log_stream_name?: string;
      /**
       * The seconds that events wait for others at most, before they are sent.
       */
      force_flush_interval?: AgentConfigInterval;
      /**
       * The role that events are sent by, such as another account's.
       */
      credentials?: AgentConfigCredentials;
      /**
       * The address of CloudWatch Logs, where it isn't the usual one.
       */
      endpoint_override?: AgentConfigEndpoint;
      /**
       * How many send at once.
       */
      concurrency?: number;
      /**
       * The service that the telemetry is of.
       */
      "service.name"?: string;
      /**
       * The environment that the service runs in.
       */
      "deployment.environment"?: string;
    };
    /**
     * What is sent to X-Ray.
     */
    traces?: {
      /**
       * Where traces come from.
       */
      traces_collected: {
        /**
         * X-Ray's own protocol.
         */
        xray?: {
          /**
           * Where segments arrive by UDP.
           */
          bind_address?: AgentConfigEndpoint;
          /**
           * The proxy by which SDKs ask for sampling rules.
           */
          tcp_proxy?: {
            /**
             * Where it listens.
             */
            bind_address?: AgentConfigEndpoint;
          };
        };
        /**
         * OpenTelemetry's protocol.
         */
        otlp?: AgentConfigOtlp;
        /**
         * Application Signals.
         */
        application_signals?: {};
        /**
         * The earlier name of `application_signals`.
         */
        app_signals?: {};
      };
      /**
       * How many send at once.
       */
      concurrency?: number;
      /**
       * The memory that traces may take, in MB.
       */
      buffer_size_mb?: number;
      /**
       * The ARN of what the agent runs on.
       */
      resource_arn?: string;
      /**
       * Whether the agent doesn't ask EC2 about its machine.
       */
      local_mode?: boolean;
      /**
       * Whether certificates aren't checked.
       */
      insecure?: boolean;
      /**
       * The role that traces are sent by, such as another account's.
       */
      credentials?: AgentConfigCredentials;
      /**
       * The proxy by which segments are sent.
       */
      proxy_override?: AgentConfigEndpoint;
      /**
       * The address of X-Ray, where it isn't the usual one.
       */
      endpoint_override?: AgentConfigEndpoint;
      /**
       * The region that traces are sent to.
       */
      region_override?: string;
      /**
       * Whether spans are sent as OpenTelemetry has them.
       */
      transit_spans_in_otlp_format?: boolean;
    };
    /**
     * What its OpenTelemetry part collects; passed on as it is.
     */
    opentelemetry?: {};
  };
  /**
   * The parameter's tags. Those of the installation are added to them.
   */
  tags?: {[key: string]: string};
}
export interface AgentConfigCredentials {
  /**
   * The ARN of the role.
   */
  role_arn?: string;
}
export interface AgentConfigDimensions {
  [k: string]: string;
}
export interface AgentConfigTls {
  /**
   * The file with the authority's certificate.
   */
  ca_file?: string;
  /**
   * The file with the certificate.
   */
  cert_file?: string;
  /**
   * The file with its key.
   */
  key_file?: string;
  /**
   * Whether certificates aren't checked.
   */
  insecure?: boolean;
}
export interface AgentConfigBasicMetric {
  /**
   * How often these are collected, in seconds.
   */
  metrics_collection_interval?: AgentConfigInterval;
  /**
   * Further dimensions of these metrics alone.
   */
  append_dimensions?: AgentConfigDimensions;
  /**
   * Which metrics, by name or with another name and unit.
   */
  measurement: AgentConfigMeasurement;
  /**
   * Metrics that are published only aggregated.
   *
   * @minItems 1
   */
  drop_original_metrics?: string[];
  /**
   * Which of them: devices, mount points, interfaces, or `*` for all.
   *
   * @maxItems 256
   */
  resources?: string[];
}
export interface AgentConfigAppSignals {
  /**
   * The cluster or environment that the services run in.
   */
  hosted_in?: string;
  /**
   * How telemetry is kept, dropped or renamed before it is sent.
   */
  rules?: {
    /**
     * Which telemetry.
     */
    selectors: {
      /**
       * The dimension that is looked at.
       */
      dimension: string;
      /**
       * The pattern that it must match.
       */
      match: string;
    }[];
    /**
     * What is put in place of what.
     */
    replacements?: {
      /**
       * The dimension that is replaced.
       */
      target_dimension: string;
      /**
       * Its new value.
       */
      value: string;
    }[];
    /**
     * What is done with it.
     */
    action: "drop" | "keep" | "replace";
    /**
     * What the rule is called.
     */
    rule_name?: string;
  }[];
  /**
   * How the connection is protected.
   */
  tls?: AgentConfigTls;
}

/**
 * Times at which CloudWatch alarms go on changing their state but carry out no actions: once, or again and again. A window that ends while an alarm is in ALARM lets its actions go.
 */
export interface AlarmMuteRuleSpec {
  /**
   * The rule's name in AWS, unique in an account and region. The document's name when absent.
   */
  alarmMuteRuleName?: string;
  /**
   * What it is for.
   */
  description?: string;
  /**
   * When alarms are muted, and for how long.
   */
  rule: {
    /**
     * When the window begins, and how long it lasts.
     */
    schedule: {
      /**
       * When it begins: `cron(Minutes Hours Day-of-month Month Day-of-week)`, with `*`, `-` and `,` in any field and English names for months and days, or `at(yyyy-MM-ddThh:mm)` for a single time.
       */
      expression: string;
      /**
       * How long it lasts, from one minute to 15 days, as an ISO 8601 duration in days, hours and minutes.
       */
      duration: string;
      /**
       * The time zone of the expression, by its name.
       */
      timezone?: string;
    };
  };
  /**
   * The alarms that it mutes. Without any it mutes none.
   */
  muteTargets?: {
    /**
     * The alarms, of any type and in any order: names of those that exist, or references. At most 100.
     *
     * @minItems 1
     * @maxItems 100
     */
    alarmNames: (string | Ref)[];
  };
  /**
   * From when on it takes effect, in whole minutes. At once when absent.
   */
  startDate?: string;
  /**
   * When it ends for good, in whole minutes. Never when absent. An expired rule stays until its document goes.
   */
  expireDate?: string;
  /**
   * The rule's tags. Those of the installation are added to them.
   */
  tags?: {[key: string]: string};
}

/**
 * A model of CloudWatch's of how a metric, or an expression over several, usually runs: what anomaly bands in alarms and graphs come from. What it watches is its identity; another metric is another detector, which takes the place of the old one. Its tags are kept on a free parameter of Systems Manager's, `/watchkeeper/AnomalyDetector/…`, since a detector can't carry any: without that parameter it is nobody's.
 */
export interface AnomalyDetectorSpec {
  /**
   * The namespace of the metric, e.g. `AWS/ApplicationELB` or one of your own.
   */
  namespace?: string;
  /**
   * The name of the metric.
   */
  metricName?: string;
  /**
   * The metric's dimensions as a map from name to value. A metric is only found when all of them are given, exactly as it was published. At most 30.
   */
  dimensions?: {
    [k: string]: string;
  };
  /**
   * The statistic of the metric that is learnt.
   */
  stat?: string;
  /**
   * The account that has the metric, where it is another one: this account must be its monitoring account.
   */
  accountId?: string;
  /**
   * Metrics and an expression over them, each with an id, in any order, in place of the fields that describe a single metric. Exactly one of them returns data: that series is learnt.
   *
   * @minItems 1
   * @maxItems 100
   */
  metricDataQueries?: {
    /**
     * The name that expressions know it by.
     */
    id: string;
    /**
     * A metric and how it is summed up. Either this or `expression`.
     */
    metricStat?: {
      /**
       * Which metric.
       */
      metric: {
        /**
         * The namespace of the metric, e.g. `AWS/ApplicationELB` or one of your own.
         */
        namespace: string;
        /**
         * The name of the metric.
         */
        metricName: string;
        /**
         * The metric's dimensions as a map from name to value. A metric is only found when all of them are given, exactly as it was published. At most 30.
         */
        dimensions?: {
          [k: string]: string;
        };
      };
      /**
       * The seconds that make one data point: 1, 5, 10, 20, 30 or a multiple of 60.
       */
      period: number;
      /**
       * Any statistic, extended ones included.
       */
      stat: string;
      /**
       * Only data points published with this unit count. Better left out: with a unit that nobody publishes there is never any data.
       */
      unit?:
        | "Seconds"
        | "Microseconds"
        | "Milliseconds"
        | "Bytes"
        | "Kilobytes"
        | "Megabytes"
        | "Gigabytes"
        | "Terabytes"
        | "Bits"
        | "Kilobits"
        | "Megabits"
        | "Gigabits"
        | "Terabits"
        | "Percent"
        | "Count"
        | "Bytes/Second"
        | "Kilobytes/Second"
        | "Megabytes/Second"
        | "Gigabytes/Second"
        | "Terabytes/Second"
        | "Bits/Second"
        | "Kilobits/Second"
        | "Megabits/Second"
        | "Gigabits/Second"
        | "Terabits/Second"
        | "Count/Second"
        | "None";
    };
    /**
     * Metric maths over the other ids, or a Metrics Insights query.
     */
    expression?: string;
    /**
     * Whether this is the series that the detector learns; exactly one of the queries is.
     */
    returnData?: boolean;
    /**
     * The seconds that make one data point of an expression that has no metric to take them from, such as a Metrics Insights query.
     */
    period?: number;
    /**
     * The account that has the metric, where it is another one: this account must be its monitoring account.
     */
    accountId?: string;
  }[];
  /**
   * How the model is trained.
   */
  configuration?: {
    /**
     * Times whose data aren't learnt from, such as outages and deployments, in any order. At most 10.
     *
     * @maxItems 10
     */
    excludedTimeRanges?: {
      /**
       * When it begins, as UTC, e.g. `2026-11-27T00:00:00Z`.
       */
      startTime: string;
      /**
       * When it ends, as UTC, e.g. `2026-11-28T00:00:00Z`.
       */
      endTime: string;
    }[];
    /**
     * The time zone by whose days and weeks the metric runs, as an IANA name: the model then follows its daylight saving time.
     */
    metricTimezone?: string;
    /**
     * How soon a lasting change of the metric counts as usual.
     */
    adaptationSpeed?: "FAST" | "NORMAL" | "SLOW";
    /**
     * How much of what is out of the ordinary is kept out of the training: `STRICT` makes a narrower band.
     */
    outlierFilteringStrength?: "MINIMAL" | "MODERATE" | "STRICT";
  };
  /**
   * What CloudWatch is told of the metric.
   */
  metricCharacteristics?: {
    /**
     * Whether spikes at regular times belong to it, and are no anomalies.
     */
    periodicSpikes?: boolean;
  };
  /**
   * Tags, which the detector's marker carries: see its parameter below `/watchkeeper/AnomalyDetector/`. Those of the installation are added to them.
   */
  tags?: {[key: string]: string};
}

/**
 * A budget of costs, usage, or the use of reservations and Savings Plans, with who is told when it is used up or will be. Budgets exist once an account. AWS deletes a budget and its notifications after the end of its period.
 */
export interface BudgetSpec {
  /**
   * The budget's name in AWS; the document's name when absent. AWS knows a budget by it: another name is another budget.
   */
  budgetName?: string;
  /**
   * What is budgeted: costs, usage, or how much of reservations or Savings Plans is used, or of usage covered by them.
   */
  budgetType:
    | "COST"
    | "USAGE"
    | "RI_UTILIZATION"
    | "RI_COVERAGE"
    | "SAVINGS_PLANS_UTILIZATION"
    | "SAVINGS_PLANS_COVERAGE";
  /**
   * After what time the budget begins anew; with `CUSTOM`, never: it is for its whole period.
   */
  timeUnit: "DAILY" | "MONTHLY" | "QUARTERLY" | "ANNUALLY" | "CUSTOM";
  /**
   * How much may be used. Cost and usage budgets have this, `plannedBudgetLimits` or `autoAdjustData`; for the others it is 100 percent, the only value that AWS takes.
   */
  budgetLimit?: {
    /**
     * How much, as a number or, where its digits matter, as text.
     */
    amount: number | string;
    /**
     * A currency such as `USD`, a usage unit such as `GB` or `Hrs`, or `PERCENTAGE`.
     */
    unit: string;
  };
  /**
   * A limit for each month or quarter, by its first day. AWS takes the limits of twelve months or four quarters from the present one on, and after the last goes on with that. What is past isn't compared and not sent.
   */
  plannedBudgetLimits?: {
    [k: string]: {
      /**
       * How much, as a number or, where its digits matter, as text.
       */
      amount: number | string;
      /**
       * A currency such as `USD`, a usage unit such as `GB` or `Hrs`, or `PERCENTAGE`.
       */
      unit: string;
    };
  };
  /**
   * Lets AWS set the limit, from what was used before or from what it expects. The limit itself is then not compared.
   */
  autoAdjustData?: {
    /**
     * From history, or from a forecast.
     */
    autoAdjustType: "HISTORICAL" | "FORECAST";
    /**
     * Of how much history. With `HISTORICAL`, and only then.
     */
    historicalOptions?: {
      /**
       * How many periods are averaged: up to 60 days, 12 months, 4 quarters or 1 year.
       */
      budgetAdjustmentPeriod: number;
    };
  };
  /**
   * What is counted, in AWS's older form: values by filter, such as `Service`, `Region`, `LinkedAccount`, `TagKeyValue` (`user:team$payments`) or `CostCategory`. Everything when absent. Goes with `costTypes`, and excludes `filterExpression` and `metrics`.
   */
  costFilters?: {
    /**
     * @minItems 1
     */
    [k: string]: string[];
  };
  /**
   * Which costs a cost budget counts, in AWS's older form.
   */
  costTypes?: {
    /**
     * Taxes.
     */
    includeTax?: boolean;
    /**
     * Subscriptions.
     */
    includeSubscription?: boolean;
    /**
     * The blended rate instead of what was charged.
     */
    useBlended?: boolean;
    /**
     * Refunds.
     */
    includeRefund?: boolean;
    /**
     * Credits.
     */
    includeCredit?: boolean;
    /**
     * What was paid for reservations at once.
     */
    includeUpfront?: boolean;
    /**
     * Recurring fees, such as those of reservations by the month.
     */
    includeRecurring?: boolean;
    /**
     * Subscriptions that aren't reservations.
     */
    includeOtherSubscription?: boolean;
    /**
     * Fees for support.
     */
    includeSupport?: boolean;
    /**
     * Discounts.
     */
    includeDiscount?: boolean;
    /**
     * The amortized rate instead of what was charged.
     */
    useAmortized?: boolean;
  };
  /**
   * What is counted, in AWS's newer form. Goes with `metrics`, and excludes `costFilters` and `costTypes`.
   */
  filterExpression?: BudgetExpression;
  /**
   * How it is counted, in AWS's newer form: one measure. Cost budgets and usage budgets with a `filterExpression` need one.
   *
   * @minItems 1
   * @maxItems 1
   */
  metrics?: (
    | "AmortizedCost"
    | "BlendedCost"
    | "Hours"
    | "NetAmortizedCost"
    | "NetUnblendedCost"
    | "NormalizedUsageAmount"
    | "UnblendedCost"
    | "UsageQuantity"
  )[];
  /**
   * The billing view that it is about; the account's primary view when absent.
   */
  billingViewArn?: string;
  /**
   * From when to when it exists.
   */
  timePeriod?: {
    /**
     * When it begins. Without it AWS takes the beginning of the day, month, quarter or year in which the budget was made, and whatever it is stays.
     */
    start?: string;
    /**
     * When AWS deletes it.
     */
    end?: string;
  };
  /**
   * Who is told, and when. AWS knows a notification by type, operator, threshold and type of threshold.
   *
   * @maxItems 10
   */
  notifications?: {
    /**
     * About what has been used, or about what AWS expects to be used. Daily budgets have no forecast.
     */
    notificationType: "ACTUAL" | "FORECASTED";
    /**
     * On which side of the threshold.
     */
    comparisonOperator: "GREATER_THAN" | "LESS_THAN" | "EQUAL_TO";
    /**
     * At how much, in percent of the limit or in its unit.
     */
    threshold: number;
    /**
     * Whether the threshold is in percent.
     */
    thresholdType?: "PERCENTAGE" | "ABSOLUTE_VALUE";
    /**
     * Whom to tell: up to ten addresses and one topic, whose policy must let budgets.amazonaws.com publish.
     *
     * @minItems 1
     * @maxItems 11
     */
    subscribers: {
      /**
       * By mail or by a topic.
       */
      subscriptionType: "EMAIL" | "SNS";
      /**
       * A mail address, or a topic: its ARN or a reference.
       */
      address: string | Ref;
    }[];
  }[];
  /**
   * The budget's tags, up to 46 of them: Watchkeeper adds its own.
   */
  tags?: {[key: string]: string};
}
/**
 * One condition, or several combined.
 */
export interface BudgetExpression {
  /**
   * At least one of these.
   *
   * @minItems 1
   */
  or?: BudgetExpression[];
  /**
   * All of these.
   *
   * @minItems 1
   */
  and?: BudgetExpression[];
  /**
   * Not this.
   */
  not?: BudgetExpression;
  /**
   * Costs by what they are for.
   */
  dimensions?: {
    /**
     * What is looked at.
     */
    key:
      | "AZ"
      | "BILLING_ENTITY"
      | "CACHE_ENGINE"
      | "COST_CATEGORY_NAME"
      | "DATABASE_ENGINE"
      | "DEPLOYMENT_OPTION"
      | "INSTANCE_TYPE"
      | "INSTANCE_TYPE_FAMILY"
      | "INVOICING_ENTITY"
      | "LEGAL_ENTITY_NAME"
      | "LINKED_ACCOUNT"
      | "LINKED_ACCOUNT_NAME"
      | "OPERATING_SYSTEM"
      | "OPERATION"
      | "PAYMENT_OPTION"
      | "PLATFORM"
      | "PURCHASE_TYPE"
      | "RECORD_TYPE"
      | "REGION"
      | "RESERVATION_ID"
      | "RESERVATION_MODIFIED"
      | "RESOURCE_ID"
      | "RIGHTSIZING_TYPE"
      | "SAVINGS_PLANS_TYPE"
      | "SAVINGS_PLAN_ARN"
      | "SCOPE"
      | "SERVICE"
      | "SERVICE_CODE"
      | "SUBSCRIPTION_ID"
      | "TAG_KEY"
      | "TENANCY"
      | "USAGE_TYPE"
      | "USAGE_TYPE_GROUP";
    /**
     * The values, one of which must match.
     *
     * @minItems 1
     */
    values: string[];
    /**
     * How values are compared: exactly and by case unless this says otherwise.
     *
     * @minItems 1
     */
    matchOptions?: (
      | "ABSENT"
      | "CASE_INSENSITIVE"
      | "CASE_SENSITIVE"
      | "CONTAINS"
      | "ENDS_WITH"
      | "EQUALS"
      | "GREATER_THAN_OR_EQUAL"
      | "STARTS_WITH"
    )[];
  };
  /**
   * Costs by a cost allocation tag.
   */
  tags?: {
    /**
     * The tag's key.
     */
    key?: string;
    /**
     * The values, one of which must match.
     *
     * @minItems 1
     */
    values?: string[];
    /**
     * How values are compared: exactly and by case unless this says otherwise.
     *
     * @minItems 1
     */
    matchOptions?: (
      | "ABSENT"
      | "CASE_INSENSITIVE"
      | "CASE_SENSITIVE"
      | "CONTAINS"
      | "ENDS_WITH"
      | "EQUALS"
      | "GREATER_THAN_OR_EQUAL"
      | "STARTS_WITH"
    )[];
  };
  /**
   * Costs by a cost category.
   */
  costCategories?: {
    /**
     * The category's name.
     */
    key?: string;
    /**
     * The values, one of which must match.
     *
     * @minItems 1
     */
    values?: string[];
    /**
     * How values are compared: exactly and by case unless this says otherwise.
     *
     * @minItems 1
     */
    matchOptions?: (
      | "ABSENT"
      | "CASE_INSENSITIVE"
      | "CASE_SENSITIVE"
      | "CONTAINS"
      | "ENDS_WITH"
      | "EQUALS"
      | "GREATER_THAN_OR_EQUAL"
      | "STARTS_WITH"
    )[];
  };
}

/**
 * A CloudWatch alarm over the states of other alarms: one page instead of twenty. Another alarm can suppress its actions.
 */
export interface CompositeAlarmSpec {
  /**
   * The alarm's name in AWS, unique in an account and region among alarms of every type. The document's name when absent.
   */
  alarmName?: string;
  /**
   * Text for whoever is woken up by it; Markdown shows formatted in the console.
   */
  alarmDescription?: string;
  /**
   * Whether the actions are carried out at all when the state changes.
   */
  actionsEnabled?: boolean;
  /**
   * What happens when the alarm goes into ALARM: ARNs, or references to topics, in any order. At most 5.
   */
  alarmActions?: (string | Ref)[];
  /**
   * What happens when the alarm goes back to OK: ARNs, or references to topics, in any order. At most 5.
   */
  okActions?: (string | Ref)[];
  /**
   * What happens when the alarm has no state yet: ARNs, or references to topics, in any order. At most 5.
   */
  insufficientDataActions?: (string | Ref)[];
  /**
   * Alarms' names or ARNs in `ALARM(…)`, `OK(…)` and `INSUFFICIENT_DATA(…)`, with `AND`, `OR`, `NOT`, `TRUE`, `FALSE`, parentheses and `AT_LEAST(2, ALARM, (a, b, c))`. Names with spaces, commas or parentheses need double quotes. Alarms of the same account and region; at most 100 of them. Those that stand in git are made first.
   */
  alarmRule: string;
  /**
   * While this alarm is in ALARM, no actions are carried out: a name, an ARN or a reference. It needs both periods beside it.
   */
  actionsSuppressor?: string | Ref;
  /**
   * How many seconds the actions wait for the suppressor to go into ALARM.
   */
  actionsSuppressorWaitPeriod?: number;
  /**
   * How many seconds the actions still wait after the suppressor has left ALARM.
   */
  actionsSuppressorExtensionPeriod?: number;
  /**
   * What the notifications and state-change events carry beside the state.
   */
  actionConfiguration?: {
    /**
     * Passes the alarm's tags on to topics, functions and EventBridge. Without it they stay with the alarm.
     */
    alarmTagsPropagation?: {
      /**
       * Whether tags are passed on.
       */
      enabled: boolean;
      /**
       * The keys of the tags that are passed on, in any order; every other tag is kept back. Not together with `excludedTagKeys`.
       *
       * @minItems 1
       * @maxItems 50
       */
      includedTagKeys?: string[];
      /**
       * The keys of the tags that are kept back, in any order; every other tag is passed on. Not together with `includedTagKeys`.
       *
       * @minItems 1
       * @maxItems 50
       */
      excludedTagKeys?: string[];
    };
  };
  /**
   * The alarm's tags. Those of the installation are added to them.
   */
  tags?: {[key: string]: string};
}

/**
 * A monitor of Cost Anomaly Detection, which learns what an account usually costs, with who is told of what is unusual. It exists once an account. AWS can only rename a monitor: with another type, dimension or specification it is replaced, and learns anew. It is read by calls of the Cost Explorer API, for whose queries AWS charges.
 */
export interface CostAnomalyMonitorSpec {
  /**
   * The monitor's name in AWS; the document's name when absent. A custom monitor is known by it and by what it looks at. Of AWS managed ones an account has one for each thing to look at, and they are renamed.
   */
  monitorName?: string;
  /**
   * `DIMENSIONAL` for one that AWS manages, which looks at every value of a dimension by itself; `CUSTOM` for one that looks at given values together.
   */
  monitorType: "DIMENSIONAL" | "CUSTOM";
  /**
   * What an AWS managed monitor looks at, and only such a one. AWS may have made one of `SERVICE` for the account already, which can be adopted.
   */
  monitorDimension?: "SERVICE" | "LINKED_ACCOUNT" | "TAG" | "COST_CATEGORY";
  /**
   * Of a custom monitor, its accounts (up to ten), values of a tag (up to ten) or value of a cost category; of an AWS managed one by `TAG` or `COST_CATEGORY`, the key alone.
   */
  monitorSpecification?: CostAnomalyMonitorExpression;
  /**
   * Who is told of anomalies, and of which. Subscriptions that somebody else made of the same monitor are left alone: those of ours carry Watchkeeper's tags and name no other monitor.
   */
  subscriptions?: {
    /**
     * What tells it apart in its monitor.
     */
    subscriptionName: string;
    /**
     * At once to a topic, or by mail in a summary of the day or week.
     */
    frequency: "IMMEDIATE" | "DAILY" | "WEEKLY";
    /**
     * From how many dollars of impact on. AWS's older form of `thresholdExpression`, and compared as one.
     */
    threshold?: number;
    /**
     * From what impact on: `ANOMALY_TOTAL_IMPACT_ABSOLUTE` in dollars or `ANOMALY_TOTAL_IMPACT_PERCENTAGE`, compared by `GREATER_THAN_OR_EQUAL`, one or several by `and` and `or`.
     */
    thresholdExpression?: CostAnomalyMonitorExpression;
    /**
     * Whom to tell: up to ten mail addresses, or one topic, whose policy must let costalerts.amazonaws.com publish.
     *
     * @minItems 1
     * @maxItems 10
     */
    subscribers: {
      /**
       * By mail or by a topic.
       */
      type: "EMAIL" | "SNS";
      /**
       * A mail address, or a topic: its ARN or a reference.
       */
      address: string | Ref;
    }[];
  }[];
  /**
   * The monitor's tags, up to 46 of them: Watchkeeper adds its own.
   */
  tags?: {[key: string]: string};
}
/**
 * One condition, or several combined.
 */
export interface CostAnomalyMonitorExpression {
  /**
   * At least one of these.
   *
   * @minItems 1
   */
  or?: CostAnomalyMonitorExpression[];
  /**
   * All of these.
   *
   * @minItems 1
   */
  and?: CostAnomalyMonitorExpression[];
  /**
   * Not this.
   */
  not?: CostAnomalyMonitorExpression;
  /**
   * Costs by what they are for.
   */
  dimensions?: {
    /**
     * What is looked at.
     */
    key:
      | "AGREEMENT_END_DATE_TIME_AFTER"
      | "AGREEMENT_END_DATE_TIME_BEFORE"
      | "ANOMALY_TOTAL_IMPACT_ABSOLUTE"
      | "ANOMALY_TOTAL_IMPACT_PERCENTAGE"
      | "AZ"
      | "BILLING_ENTITY"
      | "CACHE_ENGINE"
      | "DATABASE_ENGINE"
      | "DEPLOYMENT_OPTION"
      | "INSTANCE_TYPE"
      | "INSTANCE_TYPE_FAMILY"
      | "INVOICING_ENTITY"
      | "LEGAL_ENTITY_NAME"
      | "LINKED_ACCOUNT"
      | "LINKED_ACCOUNT_NAME"
      | "OPERATING_SYSTEM"
      | "OPERATION"
      | "PAYER_ACCOUNT"
      | "PAYMENT_OPTION"
      | "PLATFORM"
      | "PURCHASE_TYPE"
      | "RECORD_TYPE"
      | "REGION"
      | "RESERVATION_ID"
      | "RESOURCE_ID"
      | "RIGHTSIZING_TYPE"
      | "SAVINGS_PLANS_TYPE"
      | "SAVINGS_PLAN_ARN"
      | "SCOPE"
      | "SERVICE"
      | "SERVICE_CODE"
      | "SUBSCRIPTION_ID"
      | "TENANCY"
      | "USAGE_TYPE"
      | "USAGE_TYPE_GROUP";
    /**
     * The values, one of which must match.
     *
     * @minItems 1
     */
    values: string[];
    /**
     * How values are compared: exactly and by case unless this says otherwise.
     *
     * @minItems 1
     */
    matchOptions?: (
      | "ABSENT"
      | "CASE_INSENSITIVE"
      | "CASE_SENSITIVE"
      | "CONTAINS"
      | "ENDS_WITH"
      | "EQUALS"
      | "GREATER_THAN_OR_EQUAL"
      | "STARTS_WITH"
    )[];
  };
  /**
   * Costs by a cost allocation tag.
   */
  tags?: {
    /**
     * The tag's key.
     */
    key?: string;
    /**
     * The values, one of which must match; any when absent.
     *
     * @minItems 1
     */
    values?: string[];
    /**
     * How values are compared: exactly and by case unless this says otherwise.
     *
     * @minItems 1
     */
    matchOptions?: (
      | "ABSENT"
      | "CASE_INSENSITIVE"
      | "CASE_SENSITIVE"
      | "CONTAINS"
      | "ENDS_WITH"
      | "EQUALS"
      | "GREATER_THAN_OR_EQUAL"
      | "STARTS_WITH"
    )[];
  };
  /**
   * Costs by a cost category.
   */
  costCategories?: {
    /**
     * The category's name.
     */
    key?: string;
    /**
     * The values, one of which must match; any when absent.
     *
     * @minItems 1
     */
    values?: string[];
    /**
     * How values are compared: exactly and by case unless this says otherwise.
     *
     * @minItems 1
     */
    matchOptions?: (
      | "ABSENT"
      | "CASE_INSENSITIVE"
      | "CASE_SENSITIVE"
      | "CONTAINS"
      | "ENDS_WITH"
      | "EQUALS"
      | "GREATER_THAN_OR_EQUAL"
      | "STARTS_WITH"
    )[];
  };
}

/**
 * A CloudWatch dashboard. It is global: there is one of it in an account, whatever its widgets' regions are.
 */
export interface DashboardSpec {
  /**
   * The dashboard's name in AWS, unique in an account. The document's name when absent.
   */
  dashboardName?: string;
  /**
   * What it shows, in AWS's own structure ("Dashboard body structure and syntax") as YAML, or as JSON text such as the console's *View/edit source* gives. References take YAML. It is compared parsed: widgets by their position, other lists in order.
   */
  dashboardBody: string | DashboardBody;
  /**
   * The dashboard's tags, up to 46 of them: Watchkeeper adds its own.
   */
  tags?: {[key: string]: string};
}
/**
 * The body in YAML.
 */
export interface DashboardBody {
  /**
   * Where the time range begins when the dashboard is opened: `-PT6H` for the last six hours, or a time by ISO 8601.
   */
  start?: string;
  /**
   * Where it ends: a time by ISO 8601; with `start`. Now without it.
   */
  end?: string;
  /**
   * Whether the periods follow the time range or stay as the widgets say.
   */
  periodOverride?: "auto" | "inherit";
  /**
   * What people can choose above the dashboard, at most 25.
   *
   * @maxItems 25
   *
   * Items: A variable.
   */
  variables?: {
    /**
     * Unique in the dashboard.
     */
    id: string;
    /**
     * Whether it changes a property of every widget or a text wherever it stands.
     */
    type: "property" | "pattern";
    /**
     * The property that it changes, such as `region` or a dimension's name.
     */
    property?: string;
    /**
     * The regular expression whose matches it changes.
     */
    pattern?: string;
    /**
     * How people choose.
     */
    inputType: "input" | "select" | "radio";
    /**
     * Text beside it.
     */
    label?: string;
    /**
     * Whether it is shown.
     */
    visible?: boolean;
    /**
     * The metric search that gives its values.
     */
    search?: string;
    /**
     * The dimension, of the search's results, that gives its values.
     */
    populateFrom?: string;
    /**
     * Its values, unless a search gives them.
     *
     * Items: A value.
     */
    values?: {
      /**
       * The value.
       */
      value: string;
      /**
       * Text for people.
       */
      label?: string;
    }[];
    /**
     * The value at first; `__FIRST` for the first that the search finds.
     */
    defaultValue?: string;
  }[];
  /**
   * At most 500. Where two overlap CloudWatch moves one.
   *
   * @maxItems 500
   *
   * Items: A widget.
   */
  widgets: {
    /**
     * What it shows: a graph, Markdown, a query of logs, alarms' states, metrics of resources by their tags, or what a function of yours draws.
     */
    type: "metric" | "text" | "log" | "alarm" | "explorer" | "custom" | "chart" | "trace";
    /**
     * The column of its left edge, of 24; with `y`. Without both it comes wherever there is room.
     */
    x?: number;
    /**
     * The row of its upper edge; with `x`.
     */
    y?: number;
    /**
     * Columns.
     */
    width?: number;
    /**
     * Rows.
     */
    height?: number;
    /**
     * What the widget shows. Which of these a widget has depends on its type; keys that AWS adds are passed on.
     */
    properties: {
      /**
       * Text above the widget.
       */
      title?: string;
      /**
       * Metric and log widgets: where the data is.
       */
      region?: string;
      /**
       * Metric and log widgets: the account that has the data; this one without it.
       */
      accountId?: string;
      /**
       * Metric widgets: a list for each metric, `[AWS/SNS, NumberOfMessagesPublished, TopicName, { ref: Topic/oncall }, { stat: Sum }]`; at most 500. Explorer widgets: an object for each, with `metricName`, `resourceType` and `stat`.
       *
       * @maxItems 500
       */
      metrics?: (
        | (
            | string
            | {
                /**
                 * Metric maths or a search over other metrics by their `id`; the object then stands alone.
                 */
                expression?: string;
                /**
                 * What expressions name the metric by; begins with a small letter.
                 */
                id?: string;
                /**
                 * The metric's name in the legend.
                 */
                label?: string;
                /**
                 * The line's colour, `#` and six hexadecimal digits.
                 */
                color?: string;
                /**
                 * The metric's own period in seconds.
                 */
                period?: number;
                /**
                 * The metric's own statistic.
                 */
                stat?: string;
                /**
                 * Whether the line is drawn; one that isn't may still feed expressions.
                 */
                visible?: boolean;
                /**
                 * The axis that it is drawn against.
                 */
                yAxis?: "left" | "right";
                /**
                 * The metric's region; the widget's without it.
                 */
                region?: string;
                /**
                 * The account that has the metric; this one without it.
                 */
                accountId?: string;
              }
          )[]
        | {
            /**
             * Explorer widgets: the metric's name.
             */
            metricName?: string;
            /**
             * Explorer widgets: the type of the resources.
             */
            resourceType?: string;
            /**
             * Explorer widgets: the statistic.
             */
            stat?: string;
          }
      )[];
      /**
       * Metric and log widgets: how the data is shown. `singleValue`, `gauge`: metric widgets only.
       */
      view?: "timeSeries" | "singleValue" | "gauge" | "bar" | "pie" | "table";
      /**
       * Metric widgets: the statistic of the metrics that don't say their own; Average without it.
       */
      stat?: string;
      /**
       * Metric and explorer widgets: the period in seconds of the metrics that don't say their own: 1, 5, 10, 20, 30 or a multiple of 60; 300 without it.
       */
      period?: number;
      /**
       * Metric and log widgets: whether lines are stacked.
       */
      stacked?: boolean;
      /**
       * Metric widgets that show a single value: whether a line is drawn beneath it.
       */
      sparkline?: boolean;
      /**
       * Metric widgets that show a single value: whether the change since the period before is shown.
       */
      trend?: boolean;
      /**
       * Metric widgets that show a single value: whether it is shown with all its digits.
       */
      singleValueFullPrecision?: boolean;
      /**
       * Metric widgets: whether a single value, bar or pie is of the whole time range rather than its last period.
       */
      setPeriodToTimeRange?: boolean;
      /**
       * Metric widgets: whether the last minute shows before it is complete.
       */
      liveData?: boolean;
      /**
       * Metric widgets: the offset from UTC of the times shown.
       */
      timezone?: string;
      /**
       * Metric widgets: where the time range begins, when not as the dashboard's.
       */
      start?: string;
      /**
       * Metric widgets: where the time range ends, when not as the dashboard's.
       */
      end?: string;
      /**
       * Metric widgets: the legend.
       */
      legend?: {
        /**
         * Where the legend stands.
         */
        position?: "bottom" | "right" | "hidden";
      };
      /**
       * Metric widgets: the axes; a gauge needs `min` and `max` of the left one.
       */
      yAxis?: {
        /**
         * The left axis.
         */
        left?: {
          /**
           * Text beside the axis.
           */
          label?: string;
          /**
           * Where the axis begins; as the data asks without it.
           */
          min?: number;
          /**
           * Where the axis ends; as the data asks without it.
           */
          max?: number;
          /**
           * Whether the metrics' units stand at the axis.
           */
          showUnits?: boolean;
        };
        /**
         * The right axis.
         */
        right?: {
          /**
           * Text beside the axis.
           */
          label?: string;
          /**
           * Where the axis begins; as the data asks without it.
           */
          min?: number;
          /**
           * Where the axis ends; as the data asks without it.
           */
          max?: number;
          /**
           * Whether the metrics' units stand at the axis.
           */
          showUnits?: boolean;
        };
      };
      /**
       * Metric widgets that show a table: how it is laid out.
       */
      table?: {
        /**
         * Whether times run across or down.
         */
        layout?: "horizontal" | "vertical";
        /**
         * Whether single data points are shown beside the summary.
         */
        showTimeSeriesData?: boolean;
        /**
         * Whether the summary stays in sight.
         */
        stickySummary?: boolean;
        /**
         * The columns of the summary: `MIN`, `MAX`, `SUM`, `AVG` and the like.
         *
         * Items: A column.
         */
        summaryColumns?: string[];
      };
      /**
       * Metric widgets: alarms, and lines that mean something.
       */
      annotations?: {
        /**
         * The alarm whose metric and threshold the widget shows; it then has no metrics of its own.
         *
         * @maxItems 1
         *
         * Items: An alarm's ARN, or a reference to one.
         */
        alarms?: (string | Ref)[];
        /**
         * Lines at a value, or two for a band between them.
         *
         * Items: A line, or a band as a list of two.
         */
        horizontal?: (
          | {
              /**
               * Where the line is.
               */
              value?: number;
              /**
               * Text at the line.
               */
              label?: string;
              /**
               * The line's colour.
               */
              color?: string;
              /**
               * Which side is shaded.
               */
              fill?: "above" | "below" | "none";
              /**
               * Whether it is drawn.
               */
              visible?: boolean;
              /**
               * The axis whose value it is.
               */
              yAxis?: "left" | "right";
            }
          | unknown[]
        )[];
        /**
         * Lines at a time, or two for the time between them.
         *
         * Items: A line, or a span of time as a list of two.
         */
        vertical?: (
          | {
              /**
               * The time, by ISO 8601.
               */
              value?: string;
              /**
               * Text at the line.
               */
              label?: string;
              /**
               * The line's colour.
               */
              color?: string;
              /**
               * Which side is shaded.
               */
              fill?: "before" | "after" | "none";
              /**
               * Whether it is drawn.
               */
              visible?: boolean;
            }
          | unknown[]
        )[];
      };
      /**
       * Text widgets: the text, in Markdown.
       */
      markdown?: string;
      /**
       * Text widgets: whether there is a frame with a background.
       */
      background?: "solid" | "transparent";
      /**
       * Log widgets: `SOURCE 'log group'`, then a query of CloudWatch Logs Insights after a `|`.
       */
      query?: string;
      /**
       * Log widgets: what the query is written in.
       */
      queryLanguage?: "CWLI" | "PPL" | "SQL";
      /**
       * Alarm widgets: the alarms whose states are shown, at most 100.
       *
       * @minItems 1
       * @maxItems 100
       *
       * Items: An alarm's ARN, or a reference to one.
       */
      alarms?: (string | Ref)[];
      /**
       * Alarm widgets: what the alarms are sorted by.
       */
      sortBy?: "default" | "stateUpdatedTimestamp" | "timestamp";
      /**
       * Alarm widgets: only alarms in these states are shown.
       *
       * Items: A state.
       */
      states?: ("ALARM" | "INSUFFICIENT_DATA" | "OK")[];
      /**
       * Explorer widgets: the tags of the resources that are shown.
       *
       * Items: A tag.
       */
      labels?: {
        /**
         * The tag's key.
         */
        key?: string;
        /**
         * The tag's value.
         */
        value?: string;
      }[];
      /**
       * Explorer widgets: the tag by which metrics are brought together.
       */
      aggregateBy?: {
        /**
         * The tag's key.
         */
        key?: string;
        /**
         * How they are brought together.
         */
        func?: string;
      };
      /**
       * Explorer widgets: the tag's key by which graphs are split.
       */
      splitBy?: string;
      /**
       * Explorer widgets: how each graph looks.
       */
      widgetOptions?: {
        /**
         * The legend.
         */
        legend?: {
          /**
           * Where the legend stands.
           */
          position?: "bottom" | "right" | "hidden";
        };
        /**
         * How the data is shown.
         */
        view?: "timeSeries" | "singleValue" | "bar" | "pie";
        /**
         * Whether lines are stacked.
         */
        stacked?: boolean;
        /**
         * Rows of graphs on a page.
         */
        rowsPerPage?: number;
        /**
         * Graphs in a row.
         */
        widgetsPerRow?: number;
      };
      /**
       * Custom widgets: the ARN of the Lambda function that draws it.
       */
      endpoint?: string;
      /**
       * Custom widgets: what the function is given.
       */
      params?: {
        [k: string]: unknown;
      };
      /**
       * Custom widgets: when the function is called anew.
       */
      updateOn?: {
        /**
         * When the dashboard is refreshed.
         */
        refresh?: boolean;
        /**
         * When the widget gets another size.
         */
        resize?: boolean;
        /**
         * When the time range changes.
         */
        timeRange?: boolean;
      };
    };
  }[];
}

/**
 * The IAM role by which a service delivers: trails and flow logs to CloudWatch Logs, subscriptions and metric streams to Firehose, rules to their targets. Whom it trusts and what it allows is made from who refers to it, and nothing else: a policy that somebody adds by hand is drift, and is taken away. It exists once an account.
 */
export interface DeliveryRoleSpec {
  /**
   * The role's name in AWS; the document's name when absent. Unique in the account, whatever its path and in whichever case it is written.
   */
  roleName?: string;
  /**
   * What stands before the name in the role's ARN, for policies about many roles. A role can't be moved to another path: choose another name with it.
   */
  path?: string;
  /**
   * What the role is for.
   */
  description?: string;
  /**
   * Seconds for which the role may be assumed at once, from one hour to twelve.
   */
  maxSessionDuration?: number;
  /**
   * The managed policy that bounds what the role may do, whatever its own policy allows.
   */
  permissionsBoundary?: string;
  /**
   * Further services that may assume the role, for referrers that aren't in this repository. Their order means nothing.
   *
   * @minItems 1
   * @maxItems 50
   */
  services?: {
    /**
     * The service as a principal.
     */
    service: string;
    /**
     * The accounts for whose resources it may act (`aws:SourceAccount`); the role's own when absent. An empty list leaves the condition out, for services that don't say for whom they act.
     *
     * @maxItems 50
     */
    sourceAccounts?: string[];
    /**
     * The resources for which it may act (`aws:SourceArn`), `*` and `?` in them standing for any text and character; any when absent.
     *
     * @minItems 1
     * @maxItems 50
     */
    sourceArns?: string[];
  }[];
  /**
   * Further permissions, beside what those need who refer to the role. Their order means nothing.
   *
   * @minItems 1
   * @maxItems 100
   */
  statements?: {
    /**
     * What is allowed, as `service:Action`; `*` stands for any text.
     *
     * @minItems 1
     */
    actions: string[];
    /**
     * What it is allowed on: ARNs, `*` and `?` in them standing for any text and character, or `*` for actions that know no resource.
     *
     * @minItems 1
     */
    resources: string[];
    /**
     * When it is allowed, in IAM's form: condition keys with their values, by operator.
     */
    conditions?: {
      [k: string]: {
        [k: string]: string | string[];
      };
    };
  }[];
  /**
   * Tags of the role, beside the installation's default tags and Watchkeeper's own.
   */
  tags?: {[key: string]: string};
}

/**
 * A CloudTrail Lake event data store: events that can be queried with SQL, kept for up to ten years. For those who have Lake already, which takes no new customers since 31 May 2026. It is kept in AWS when its document goes, unless the document says otherwise; once deleted it can be restored for seven days, by having its document again.
 */
export interface EventDataStoreSpec {
  /**
   * The event data store's name in AWS; the document's name when absent. Letters, digits, periods, underscores and dashes. Another name is another store.
   */
  eventDataStoreName?: string;
  /**
   * Which events are stored: management, data and network activity events by their fields, or all events of one other category (`Insight`, `ConfigurationItem`, `Evidence`, `ActivityAuditLog`). An event is stored when one selector matches; without any, all management events. Their order means nothing.
   *
   * @minItems 1
   * @maxItems 5
   */
  advancedEventSelectors?: {
    /**
     * What the selector is for.
     */
    name?: string;
    /**
     * Conditions, all of which an event must meet.
     *
     * @minItems 1
     */
    fieldSelectors: {
      /**
       * A field of the event record; `eventCategory` is always needed, `resources.type` for data events, `eventSource` for network activity.
       */
      field: string;
      /**
       * The field is one of these.
       *
       * @minItems 1
       */
      equals?: string[];
      /**
       * The field begins with one of these.
       *
       * @minItems 1
       */
      startsWith?: string[];
      /**
       * The field ends in one of these.
       *
       * @minItems 1
       */
      endsWith?: string[];
      /**
       * The field is none of these.
       *
       * @minItems 1
       */
      notEquals?: string[];
      /**
       * The field begins with none of these.
       *
       * @minItems 1
       */
      notStartsWith?: string[];
      /**
       * The field ends in none of these.
       *
       * @minItems 1
       */
      notEndsWith?: string[];
    }[];
  }[];
  /**
   * Whether events of every region are stored, or only of its own.
   */
  multiRegionEnabled?: boolean;
  /**
   * Whether events of every account of the organization are stored. Only the management account or a delegated administrator can say so.
   */
  organizationEnabled?: boolean;
  /**
   * Days for which an event is kept, counted from when it happened. At most 3653 (10 years) when billed for extendable retention, 2557 (7 years) for fixed retention; without it 366 and 2557. A shorter one removes what is older at once.
   */
  retentionPeriod?: number;
  /**
   * What ingestion costs, and how long events can be kept. A store can change from fixed to extendable retention, never back.
   */
  billingMode?: "EXTENDABLE_RETENTION_PRICING" | "FIXED_RETENTION_PRICING";
  /**
   * Whether AWS refuses to delete the store. Watchkeeper never lifts it by itself: to delete a store, write `false` first, and remove the document once that is applied.
   */
  terminationProtectionEnabled?: boolean;
  /**
   * The KMS key that encrypts the events: its ARN or its id. Its policy must let cloudtrail.amazonaws.com use it. Once a store has one, it can be neither changed nor taken away. CloudTrail answers an alias with the ARN of the key behind it, so an alias can't be compared.
   */
  kmsKeyId?: string;
  /**
   * Whether new events are stored. A store whose ingestion somebody stopped is drift. Stores of insights, evidence and events from outside AWS can't be stopped.
   */
  ingestion?: boolean;
  /**
   * Which unusual activity CloudTrail Insights looks for among the management events; none when absent. Goes together with `insightsDestination`.
   */
  insightSelectors?: {
    /**
     * Unusual rates of calls, or of calls that fail.
     */
    insightType: "ApiCallRateInsight" | "ApiErrorRateInsight";
    /**
     * The events that are watched: in an event data store, management events alone.
     *
     * @minItems 1
     */
    eventCategories?: "Management"[];
  }[];
  /**
   * The event data store of category `Insight` that keeps what Insights finds: its name, its ARN, or a reference. Goes together with `insightSelectors`.
   */
  insightsDestination?: string | Ref;
  /**
   * The role by which Lake Formation reads the store, so that Athena can query it beside other data; without it the store is not federated. A store can't be deleted while it is.
   */
  federationRoleArn?: string | Ref;
  /**
   * How large an event may be before its longest fields are cut: `Standard` is 256 KB, `Large` 1 MB.
   */
  maxEventSize?: "Standard" | "Large";
  /**
   * What is added to each event from tags and from the request's context; nothing when absent. Needs `maxEventSize: Large`. Their order means nothing.
   *
   * @minItems 1
   * @maxItems 2
   */
  contextKeySelectors?: {
    /**
     * Where the keys come from: the tags of resources and principals, or IAM's condition keys of the request.
     */
    type: "TagContext" | "RequestContext";
    /**
     * The keys.
     *
     * @minItems 1
     * @maxItems 50
     */
    equals: string[];
  }[];
  /**
   * The store's tags. Those of the installation are added to them.
   */
  tags?: {[key: string]: string};
}

/**
 * An EventBridge rule with its targets: which events, or at what times, and what gets them. The targets are the rule's own: one that git doesn't name is drift and is removed. A topic as a target needs a `policy` that lets events.amazonaws.com publish, a log group a resource policy of CloudWatch Logs that lets it write; neither comes from here.
 */
export interface EventRuleSpec {
  /**
   * The rule's name in AWS, unique on its event bus; `metadata.name` without it. Another name is another rule: the old one goes.
   */
  ruleName?: string;
  /**
   * The event bus whose events the rule sees: its name, or its ARN in the rule's own account and region. AWS services' events are on `default`. On another bus it is another rule.
   */
  eventBusName?: string;
  /**
   * Which events: an event pattern as an object, or as JSON text. Every value is a list of what matches, or an object of further fields. Compared by what it means. A rule has this, `scheduleExpression` or both.
   */
  eventPattern?: {} | string;
  /**
   * At what times, in UTC: `rate(5 minutes)` or `cron(0 20 * * ? *)`. Only on the default bus.
   */
  scheduleExpression?: string;
  /**
   * Whether the rule is on; `ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS` also lets it see management events that only read, which CloudTrail delivers in great numbers.
   */
  state?: "ENABLED" | "DISABLED" | "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS";
  /**
   * What the rule is for.
   */
  description?: string;
  /**
   * The role with which EventBridge sends to another account's event bus where the target names none of its own.
   */
  roleArn?: string | Ref;
  /**
   * What gets the events, by `targetId`; five at most. Without any the rule only counts matches.
   *
   * @maxItems 5
   */
  targets?: {
    /**
     * What tells the target apart among the rule's.
     */
    targetId: string;
    /**
     * What the events go to: a topic, queue, function, log group, stream, state machine, event bus … A topic must let events.amazonaws.com publish by its own policy, and a log group must be let written by a resource policy of CloudWatch Logs: neither is made by this.
     */
    arn: string | Ref;
    /**
     * The role with which EventBridge reaches the target; needed by streams, state machines, tasks, jobs, builds, pipelines, API destinations and other accounts' buses. A DeliveryRole gets what it needs; only iam:PassRole, which an ECS task with roles of its own needs, is yours to add.
     */
    roleArn?: string | Ref;
    /**
     * What the target gets instead of the event: an object or a list, or JSON as text. Compared by what it means.
     */
    input?: {} | unknown[] | string;
    /**
     * The part of the event that the target gets, as a JSON path such as `$.detail`.
     */
    inputPath?: string;
    /**
     * What the target gets, put together from parts of the event.
     */
    inputTransformer?: {
      /**
       * Names for parts of the event, as JSON paths such as `$.detail.state`.
       */
      inputPathsMap?: {
        [k: string]: string;
      };
      /**
       * The text or JSON that the target gets, with `<name>` for a part of the event.
       */
      inputTemplate: string;
    };
    /**
     * For a Kinesis stream.
     */
    kinesisParameters?: {
      /**
       * The part of the event, as a JSON path, that decides the shard; the event's id without it.
       */
      partitionKeyPath: string;
    };
    /**
     * For a document of Systems Manager's Run Command: on which instances it runs.
     */
    runCommandParameters?: {
      /**
       * The instances; AWS takes one entry.
       *
       * @minItems 1
       * @maxItems 1
       *
       * Items: Instances by id or by tag.
       */
      runCommandTargets: {
        /**
         * `InstanceIds`, or `tag:` and a tag's key.
         */
        key: string;
        /**
         * The instances' ids, or the tag's values.
         *
         * @minItems 1
         * @maxItems 50
         */
        values: string[];
      }[];
    };
    /**
     * For an ECS cluster: the task that is run.
     */
    ecsParameters?: {
      /**
       * The task definition; its newest revision where the ARN names none.
       */
      taskDefinitionArn: string;
      /**
       * How many tasks are run.
       */
      taskCount?: number;
      /**
       * Where the task runs. Not beside `capacityProviderStrategy`.
       */
      launchType?: "EC2" | "FARGATE" | "EXTERNAL";
      /**
       * The task's network; Fargate needs it.
       */
      networkConfiguration?: {
        /**
         * The network of a task in the network mode `awsvpc`.
         */
        awsvpcConfiguration: {
          /**
           * The subnets, all of one VPC. Their order means nothing.
           *
           * @minItems 1
           * @maxItems 16
           */
          subnets: string[];
          /**
           * The security groups; the VPC's default one without them.
           *
           * @minItems 1
           * @maxItems 5
           */
          securityGroups?: string[];
          /**
           * Whether the task gets a public address; Fargate only.
           */
          assignPublicIp?: "ENABLED" | "DISABLED";
        };
      };
      /**
       * The version of Fargate's platform, digits and periods only, or `LATEST`.
       */
      platformVersion?: string;
      /**
       * The task group.
       */
      group?: string;
      /**
       * The capacity providers, in place of `launchType`.
       *
       * @minItems 1
       * @maxItems 6
       *
       * Items: A capacity provider and its share.
       */
      capacityProviderStrategy?: {
        /**
         * The provider's short name.
         */
        capacityProvider: string;
        /**
         * Its share of the tasks.
         */
        weight?: number;
        /**
         * How many tasks it runs at least; only one provider has a base.
         */
        base?: number;
      }[];
      /**
       * Whether ECS tags the task with its cluster and service.
       */
      enableECSManagedTags?: boolean;
      /**
       * Whether commands can be run in the task's containers.
       */
      enableExecuteCommand?: boolean;
      /**
       * Where tasks may run. Their order means nothing.
       *
       * @minItems 1
       * @maxItems 10
       *
       * Items: A constraint.
       */
      placementConstraints?: {
        /**
         * Every task on another instance, or only on instances that the expression selects.
         */
        type: "distinctInstance" | "memberOf";
        /**
         * Which instances, in ECS's cluster query language; for `memberOf`.
         */
        expression?: string;
      }[];
      /**
       * How instances are chosen, the first strategy first.
       *
       * @minItems 1
       * @maxItems 5
       *
       * Items: A strategy.
       */
      placementStrategy?: {
        /**
         * How tasks are spread over the instances.
         */
        type: "random" | "spread" | "binpack";
        /**
         * By what: `instanceId` or an attribute to spread by, `cpu` or `memory` to pack by.
         */
        field?: string;
      }[];
      /**
       * Whether the task gets its definition's tags; it doesn't without this.
       */
      propagateTags?: "TASK_DEFINITION";
      /**
       * A reference of your own for the task.
       */
      referenceId?: string;
      /**
       * Tags of the task.
       */
      tags?: {
        [k: string]: string;
      };
    };
    /**
     * For a queue of AWS Batch: the job that is submitted.
     */
    batchParameters?: {
      /**
       * The job definition's ARN or name.
       */
      jobDefinition: string;
      /**
       * The job's name.
       */
      jobName: string;
      /**
       * Makes it an array job.
       */
      arrayProperties?: {
        /**
         * How many jobs the array has.
         */
        size: number;
      };
      /**
       * In place of the job definition's.
       */
      retryStrategy?: {
        /**
         * How often a failed job is tried.
         */
        attempts: number;
      };
    };
    /**
     * For a FIFO or fair queue.
     */
    sqsParameters?: {
      /**
       * The message group that the events go to.
       */
      messageGroupId: string;
    };
    /**
     * For an API Gateway API or an API destination.
     */
    httpParameters?: {
      /**
       * What stands for the `*`s in the ARN or the endpoint's path, in order.
       *
       * @minItems 1
       */
      pathParameterValues?: string[];
      /**
       * Headers of the request.
       */
      headerParameters?: {
        [k: string]: string;
      };
      /**
       * Parameters of the request's query.
       */
      queryStringParameters?: {
        [k: string]: string;
      };
    };
    /**
     * For a Redshift cluster or workgroup: the SQL that is run.
     */
    redshiftDataParameters?: {
      /**
       * The secret with the credentials, in place of `dbUser`.
       */
      secretManagerArn?: string;
      /**
       * The database.
       */
      database: string;
      /**
       * The user, where temporary credentials are used.
       */
      dbUser?: string;
      /**
       * One statement. Not beside `sqls`.
       */
      sql?: string;
      /**
       * A name by which the statement is found again.
       */
      statementName?: string;
      /**
       * Whether an event says when the statement is done.
       */
      withEvent?: boolean;
      /**
       * Several statements, run in order as one transaction.
       *
       * @minItems 1
       * @maxItems 40
       */
      sqls?: string[];
    };
    /**
     * For a SageMaker pipeline.
     */
    sageMakerPipelineParameters?: {
      /**
       * The execution's parameters by name.
       */
      pipelineParameterList: {
        [k: string]: string;
      };
    };
    /**
     * Where events go that could not be delivered.
     */
    deadLetterConfig?: {
      /**
       * A standard SQS queue of this account and region, whose policy lets events.amazonaws.com send.
       */
      arn: string;
    };
    /**
     * How long a delivery is tried again.
     */
    retryPolicy?: {
      /**
       * How often.
       */
      maximumRetryAttempts?: number;
      /**
       * For how many seconds.
       */
      maximumEventAgeInSeconds?: number;
    };
    /**
     * For an AppSync API.
     */
    appSyncParameters?: {
      /**
       * The GraphQL query or mutation that is run.
       */
      graphQLOperation: string;
    };
  }[];
  /**
   * Tags of the rule.
   */
  tags?: {[key: string]: string};
}

/**
 * Flow logs of VPCs, subnets, network interfaces, transit gateways and Cloud WAN networks. Each resource that a document names is an object of its own. Nothing but tags can be changed on a flow log, so a change replaces it.
 */
export interface FlowLogSpec {
  /**
   * What is monitored.
   */
  resourceType:
    | "VPC"
    | "Subnet"
    | "NetworkInterface"
    | "TransitGateway"
    | "TransitGatewayAttachment"
    | "RegionalNatGateway"
    | "CoreNetwork"
    | "CoreNetworkAttachment"
    | "CoreNetworkEdge";
  /**
   * The ids of the resources; with `forEach`, `["${each.id}"]`.
   *
   * @minItems 1
   * @maxItems 300
   */
  resourceIds: string[];
  /**
   * Which traffic is recorded. Required, except for transit gateways and Cloud WAN, which don't take it.
   */
  trafficType?: "ALL" | "ACCEPT" | "REJECT";
  /**
   * Where the records go.
   */
  logDestinationType?: "cloud-watch-logs" | "s3" | "kinesis-data-firehose";
  /**
   * The log group, the bucket with an optional folder, or the Firehose stream: its ARN, or a reference to a LogGroup or LogBucket.
   */
  logDestination?: string | Ref;
  /**
   * The log group by name or reference, in place of `logDestination`.
   */
  logGroupName?: string | Ref;
  /**
   * The role that publishes to the log group, or to a Firehose stream of another account: its ARN or a reference to a DeliveryRole, which then allows it.
   */
  deliverLogsPermissionArn?: string | Ref;
  /**
   * The role in the destination's account through which records are published across accounts.
   */
  deliverCrossAccountRole?: string;
  /**
   * The fields of a record in order, as in `${srcaddr} ${dstaddr} ${bytes}`; AWS's default format when absent.
   */
  logFormat?: string;
  /**
   * Over how many seconds packets are summed up into a record. Transit gateways and Cloud WAN: always 60.
   */
  maxAggregationInterval?: 60 | 600;
  /**
   * How the files in a bucket are written; only for `s3`.
   */
  destinationOptions?: {
    /**
     * Text, or Parquet, which is cheaper to query.
     */
    fileFormat?: "plain-text" | "parquet";
    /**
     * Whether keys are made of `name=value` folders, as Hive wants them.
     */
    hiveCompatiblePartitions?: boolean;
    /**
     * Whether files are partitioned by hour rather than by day.
     */
    perHourPartition?: boolean;
  };
  /**
   * Which tags the fields `instance-tag`, `interface-tag` and `asg-tag` of `logFormat` show.
   *
   * @minItems 1
   * @maxItems 3
   */
  tagFieldSpecifications?: {
    /**
     * What carries the tags.
     */
    resourceType: "network-interface" | "instance" | "auto-scaling-group";
    /**
     * The tags' keys: the first fills `instance-tag`, the second `instance-tag-2`, and so on for the other types.
     *
     * @minItems 1
     * @maxItems 2
     */
    tagKeys: string[];
  }[];
  /**
   * The flow log's tags: all that can be changed without a replacement. Those of the installation are added to them.
   */
  tags?: {[key: string]: string};
}

/**
 * A Contributor Insights rule of CloudWatch: who or what contributes most to what log groups tell, such as the addresses with the most errors.
 */
export interface InsightRuleSpec {
  /**
   * The rule's name in AWS, unique in an account and region. The document's name when absent.
   */
  ruleName?: string;
  /**
   * Whether the rule runs. Each event that matches is charged.
   */
  ruleState?: "ENABLED" | "DISABLED";
  /**
   * What is analysed, in AWS's own rule syntax as YAML, or as the JSON text that the console shows. References take YAML. It is compared parsed.
   */
  ruleDefinition: string | InsightRuleDefinition;
  /**
   * Whether log events are analysed as log groups' transformers have made them.
   */
  applyOnTransformedLogs?: boolean;
  /**
   * The rule's tags, up to 46 of them: Watchkeeper adds its own.
   */
  tags?: {[key: string]: string};
}
/**
 * The definition in YAML; its keys are AWS's own, capitals and all.
 */
export interface InsightRuleDefinition {
  /**
   * The syntax of the definition.
   */
  Schema: {
    /**
     * Its name.
     */
    Name: "CloudWatchLogRule";
    /**
     * Its version.
     */
    Version: number;
  };
  /**
   * The log groups that are analysed, by name or reference; a `*` at the end stands for every name that begins so. Not together with `LogGroupARNs`.
   *
   * @minItems 1
   *
   * Items: A log group's name, or a reference to one.
   */
  LogGroupNames?: (string | Ref)[];
  /**
   * The log groups that are analysed by ARN, in a monitoring account those of linked accounts too. Instead of `LogGroupNames`.
   *
   * @minItems 1
   *
   * Items: A log group's ARN, or a reference to one.
   */
  LogGroupARNs?: (string | Ref)[];
  /**
   * How the log events are written: JSON, or fields between spaces (Common Log Format).
   */
  LogFormat: "JSON" | "CLF";
  /**
   * CLF: names for fields by their position from 1 on.
   */
  Fields?: {
    /**
     * The name.
     */
    [k: string]: string;
  };
  /**
   * What contributors are, and which events count.
   */
  Contribution: {
    /**
     * The fields whose values together are a contributor, at most 4.
     *
     * @minItems 1
     * @maxItems 4
     *
     * Items: A field: `$.ip` in JSON, a name from `Fields` in CLF.
     */
    Keys: string[];
    /**
     * The field that is added up, for `AggregateOn: Sum` alone.
     */
    ValueOf?: string;
    /**
     * What an event must fulfil to count, all of it; at most 4.
     *
     * @maxItems 4
     *
     * Items: A field and what is asked of it: exactly one of `In`, `NotIn`, `StartsWith`, `GreaterThan`, `LessThan`, `EqualTo`, `NotEqualTo` and `IsPresent`.
     */
    Filters?: {
      /**
       * The field: `$.httpMethod` in JSON, a name from `Fields` in CLF.
       */
      Match: string;
      /**
       * The field is one of these, at most 10.
       *
       * @minItems 1
       * @maxItems 10
       *
       * Items: A value.
       */
      In?: string[];
      /**
       * The field is none of these, at most 10.
       *
       * @minItems 1
       * @maxItems 10
       *
       * Items: A value.
       */
      NotIn?: string[];
      /**
       * The field begins with one of these, at most 10.
       *
       * @minItems 1
       * @maxItems 10
       *
       * Items: A value.
       */
      StartsWith?: string[];
      /**
       * The field is a number above this one.
       */
      GreaterThan?: number;
      /**
       * The field is a number below this one.
       */
      LessThan?: number;
      /**
       * The field is this number.
       */
      EqualTo?: number;
      /**
       * The field is another number than this one.
       */
      NotEqualTo?: number;
      /**
       * Whether the field is there at all.
       */
      IsPresent?: boolean;
    }[];
  };
  /**
   * Whether events are counted or their `ValueOf` is added up.
   */
  AggregateOn: "Count" | "Sum";
}

/**
 * The owner of everything in this repository, by its name, and the settings of its controller. One a repository.
 */
export interface InstallationSpec {
  /**
   * Where documents go that name no region.
   */
  region?: string;
  /**
   * Further regions that are searched for what to prune, in every account that names none itself.
   *
   * @minItems 1
   * @maxItems 100
   */
  regions?: string[];
  /**
   * How often the controller compares git with AWS, as a number and `s`, `m` or `h`.
   */
  interval?: string;
  /**
   * Whether somebody's change in AWS is undone (`revert`) or only shown (`report`), unless a document says otherwise.
   */
  driftPolicy?: "revert" | "report";
  /**
   * How much one pass may delete of a kind in an account and region: the larger of the two.
   */
  guards?: {
    /**
     * At most this many resources.
     */
    maxDeletes?: number;
    /**
     * At most this share of the resources that are there, in percent.
     */
    maxDeletePercent?: number;
  };
  /**
   * Tags of every resource. A document's own tag of the same key counts more.
   */
  defaultTags?: {[key: string]: string};
}

/**
 * A CloudWatch alarm over what a scheduled Logs Insights query finds in log groups, without a metric in between. It is always changed in place, so that its state survives.
 */
export interface LogAlarmSpec {
  /**
   * The alarm's name in AWS, unique in an account and region among alarms of every type. The document's name when absent.
   */
  alarmName?: string;
  /**
   * Text for whoever is woken up by it; Markdown shows formatted in the console.
   */
  alarmDescription?: string;
  /**
   * The query that CloudWatch Logs runs for the alarm, and what is made of its results.
   */
  scheduledQueryConfiguration: {
    /**
     * The Logs Insights query, which picks the events; what is made of them says `aggregationExpression`. White space around it means nothing.
     */
    queryString: string;
    /**
     * The log groups that are queried, in any order: names, references, or ARNs for those of other accounts. At most 50. Without any, the query names them itself.
     *
     * @minItems 1
     * @maxItems 50
     */
    logGroupIdentifiers?: (string | Ref)[];
    /**
     * The role with which CloudWatch Logs runs the query: an ARN or a reference.
     */
    scheduledQueryRoleArn: string | Ref;
    /**
     * How often the query runs, and over which time.
     */
    scheduleConfiguration: {
      /**
       * How often, as `rate(5 minutes)`.
       */
      scheduleExpression: string;
      /**
       * How many seconds before it runs the time begins that it covers. A little more than the rate catches events that arrive late.
       */
      startTimeOffset: number;
      /**
       * How many seconds before it runs the time ends that it covers.
       */
      endTimeOffset?: number;
    };
    /**
     * What becomes of the events: one value, or one for each group, each of which is compared with the threshold.
     */
    aggregationExpression: string;
    /**
     * Tags of the scheduled query that CloudWatch makes for the alarm. Those of the installation are not added to them.
     */
    tags?: {[key: string]: string};
  };
  /**
   * How many of the latest results are looked at.
   */
  queryResultsToEvaluate: number;
  /**
   * How many of them must breach the threshold; at most `queryResultsToEvaluate`.
   */
  queryResultsToAlarm: number;
  /**
   * The value that the aggregated result is compared with.
   */
  threshold: number;
  /**
   * How the result is compared with the threshold.
   */
  comparisonOperator:
    | "GreaterThanOrEqualToThreshold"
    | "GreaterThanThreshold"
    | "LessThanThreshold"
    | "LessThanOrEqualToThreshold";
  /**
   * What a query without a result counts as: aggregating no events gives none, not 0.
   */
  treatMissingData?: "missing" | "notBreaching" | "breaching" | "ignore";
  /**
   * How many of the found log lines the notifications carry, at most 50. They may hold what not everybody should read.
   */
  actionLogLineCount?: number;
  /**
   * The role with which CloudWatch fetches these lines: an ARN or a reference. Goes together with `actionLogLineCount`.
   */
  actionLogLineRoleArn?: string | Ref;
  /**
   * Whether the actions are carried out at all when the state changes.
   */
  actionsEnabled?: boolean;
  /**
   * What happens when the alarm goes into ALARM: ARNs, or references to topics, in any order. At most 5.
   */
  alarmActions?: (string | Ref)[];
  /**
   * What happens when the alarm goes back to OK: ARNs, or references to topics, in any order. At most 5.
   */
  okActions?: (string | Ref)[];
  /**
   * What happens when the alarm has too little data to tell: ARNs, or references to topics, in any order. At most 5.
   */
  insufficientDataActions?: (string | Ref)[];
  /**
   * Holds the alarm back for a while after it is made or changed.
   */
  warmUpConfiguration?: {
    /**
     * How long, in minutes.
     */
    warmUpPeriodDurationInMinutes: number;
    /**
     * Wait to the end even when there is enough data earlier.
     */
    onlyStartEvaluatingAfterWarmUpPeriodEnds?: boolean;
  };
  /**
   * What the notifications and state-change events carry beside the state.
   */
  actionConfiguration?: {
    /**
     * Passes the alarm's tags on to topics, functions and EventBridge. Without it they stay with the alarm.
     */
    alarmTagsPropagation?: {
      /**
       * Whether tags are passed on.
       */
      enabled: boolean;
      /**
       * The keys of the tags that are passed on, in any order; every other tag is kept back. Not together with `excludedTagKeys`.
       *
       * @minItems 1
       * @maxItems 50
       */
      includedTagKeys?: string[];
      /**
       * The keys of the tags that are kept back, in any order; every other tag is passed on. Not together with `includedTagKeys`.
       *
       * @minItems 1
       * @maxItems 50
       */
      excludedTagKeys?: string[];
    };
  };
  /**
   * The alarm's tags. Those of the installation are added to them.
   */
  tags?: {[key: string]: string};
}

/**
 * An S3 bucket made for logs: encrypted, closed to the public, with a policy that lets the trails and flow logs that deliver here write, from as many accounts as there are. AWS spreads this over a dozen calls; here it is one document. A bucket is kept in AWS when its document goes, unless the document says otherwise, and Watchkeeper never deletes an object.
 */
export interface LogBucketSpec {
  /**
   * The bucket's name, unique among all buckets of all accounts; the document's name when absent. 3 to 63 lower-case letters, digits, dots and hyphens. A name that ends with `-<account>-<region>-an` lies in the account's own namespace.
   */
  bucketName?: string;
  /**
   * Who may use the bucket. Trails, flow logs and buckets of this repository that deliver here need no mention: what they need is allowed by itself, in every account. The statements made from this and from them have a Sid that begins with `Watchkeeper`; every other statement of the bucket's policy is somebody else's and stays.
   */
  policy?: {
    /**
     * Whether calls without TLS are denied.
     */
    requireTls?: boolean;
    /**
     * Trails that are not in this repository and may deliver here.
     *
     * @minItems 1
     *
     * Items: Some trails.
     */
    cloudTrail?: {
      /**
       * Accounts, any trail of which may deliver its log files.
       *
       * @minItems 1
       */
      accounts?: string[];
      /**
       * Single trails that may.
       *
       * @minItems 1
       */
      trailArns?: string[];
      /**
       * The organization whose member accounts' events these trails, its organization trails, deliver too.
       */
      organizationId?: string;
      /**
       * The trails' `s3KeyPrefix`: what the log files' keys begin with, before `AWSLogs/`.
       */
      prefix?: string;
    }[];
    /**
     * Accounts whose flow logs are not in this repository and may deliver here.
     *
     * @minItems 1
     *
     * Items: Some accounts.
     */
    flowLogs?: {
      /**
       * The accounts.
       *
       * @minItems 1
       */
      accounts: string[];
      /**
       * The regions that they may deliver from; any of them when absent.
       *
       * @minItems 1
       */
      regions?: string[];
      /**
       * What follows the bucket in the flow logs' destination, before `AWSLogs/`.
       */
      prefix?: string;
    }[];
    /**
     * Further statements. Each must be about this bucket alone. A statement whose Sid is changed here is another one.
     *
     * @minItems 1
     *
     * Items: An IAM statement about this bucket.
     */
    statements?: {
      /**
       * Its name. `Watchkeeper` is put before it; without one it is named after its content.
       */
      Sid?: string;
      /**
       * Whether it allows or denies.
       */
      Effect: "Allow" | "Deny";
      /**
       * Who it is about.
       */
      Principal?:
        | "*"
        | {
            [k: string]: string | string[];
          };
      /**
       * Everybody but these.
       */
      NotPrincipal?:
        | "*"
        | {
            [k: string]: string | string[];
          };
      /**
       * The calls.
       */
      Action?: string | string[];
      /**
       * Every call but these.
       */
      NotAction?: string | string[];
      /**
       * The bucket's ARN, or objects in it.
       */
      Resource?: string | string[];
      /**
       * Everything but these.
       */
      NotResource?: string | string[];
      /**
       * Conditions: by operator, and in it by key.
       */
      Condition?: {
        [k: string]: {
          [k: string]: string | number | boolean | (string | number | boolean)[];
        };
      };
    }[];
  };
  /**
   * How objects are encrypted when whoever writes them says nothing.
   */
  encryption?: {
    /**
     * With keys of S3, with a KMS key, or with a KMS key twice.
     */
    sseAlgorithm?: "AES256" | "aws:kms" | "aws:kms:dsse";
    /**
     * The KMS key; its ARN, since services that deliver from elsewhere can't use an id or alias. `aws/s3` when absent, which they can't use either. Its policy must let them: Watchkeeper doesn't manage keys.
     */
    kmsMasterKeyId?: string;
    /**
     * Whether a key of the bucket's saves most calls to KMS.
     */
    bucketKeyEnabled?: boolean;
    /**
     * Encryption that nobody may write objects with: SSE-C, with keys that S3 doesn't have; `NONE` blocks nothing.
     *
     * @minItems 1
     * @maxItems 1
     */
    blockedEncryptionTypes?: ("SSE-C" | "NONE")[];
  };
  /**
   * Whether objects that are overwritten or deleted are kept as noncurrent versions. AWS can only suspend what was once enabled; a bucket that never was counts as suspended.
   */
  versioning?: "Enabled" | "Suspended";
  /**
   * What keeps the bucket from becoming public.
   */
  publicAccessBlock?: {
    /**
     * Whether ACLs that make something public are refused.
     */
    blockPublicAcls?: boolean;
    /**
     * Whether such ACLs have no effect.
     */
    ignorePublicAcls?: boolean;
    /**
     * Whether policies that make something public are refused.
     */
    blockPublicPolicy?: boolean;
    /**
     * Whether a bucket with such a policy is open to AWS services and its own account alone.
     */
    restrictPublicBuckets?: boolean;
  };
  /**
   * Whose the objects are that other accounts write; `BucketOwnerEnforced` turns ACLs off and makes them all the bucket's account's.
   */
  objectOwnership?: "BucketOwnerEnforced" | "BucketOwnerPreferred" | "ObjectWriter";
  /**
   * When objects move to cheaper storage and when they are deleted. Their order means nothing; no rules when absent.
   *
   * @minItems 1
   * @maxItems 1000
   *
   * Items: A rule and what it does to which objects.
   */
  lifecycleRules?: {
    /**
     * Its name, by which it is known again.
     */
    id: string;
    /**
     * Whether it is at work.
     */
    status?: "Enabled" | "Disabled";
    /**
     * Which objects; all of them when absent. An object must meet every condition.
     */
    filter?: {
      /**
       * What their keys begin with.
       */
      prefix?: string;
      /**
       * Tags that they have.
       */
      tags?: {
        [k: string]: string;
      };
      /**
       * They are larger than this many bytes.
       */
      objectSizeGreaterThan?: number;
      /**
       * They are smaller than this many bytes.
       */
      objectSizeLessThan?: number;
    };
    /**
     * When objects are deleted; in a versioned bucket they become noncurrent versions instead.
     */
    expiration?: {
      /**
       * Days after an object's creation.
       */
      days?: number;
      /**
       * From this day on, all objects there are.
       */
      date?: string;
      /**
       * Takes away delete markers that no version is left of. Excludes the others.
       */
      expiredObjectDeleteMarker?: boolean;
    };
    /**
     * When objects move to cheaper storage; each class once.
     *
     * @minItems 1
     * @maxItems 6
     *
     * Items: A move.
     */
    transitions?: {
      /**
       * Days after an object's creation.
       */
      days?: number;
      /**
       * From this day on, all objects there are.
       */
      date?: string;
      /**
       * The storage class it moves to.
       */
      storageClass:
        "DEEP_ARCHIVE" | "GLACIER" | "GLACIER_IR" | "INTELLIGENT_TIERING" | "ONEZONE_IA" | "STANDARD_IA";
    }[];
    /**
     * When versions that were overwritten or deleted go for good.
     */
    noncurrentVersionExpiration?: {
      /**
       * Days since it became noncurrent.
       */
      noncurrentDays: number;
      /**
       * How many of an object's latest noncurrent versions are left alone whatever their age.
       */
      newerNoncurrentVersions?: number;
    };
    /**
     * When such versions move to cheaper storage; each class once.
     *
     * @minItems 1
     * @maxItems 6
     *
     * Items: A move.
     */
    noncurrentVersionTransitions?: {
      /**
       * Days since it became noncurrent.
       */
      noncurrentDays: number;
      /**
       * How many of an object's latest noncurrent versions are left alone whatever their age.
       */
      newerNoncurrentVersions?: number;
      /**
       * The storage class it moves to.
       */
      storageClass:
        "DEEP_ARCHIVE" | "GLACIER" | "GLACIER_IR" | "INTELLIGENT_TIERING" | "ONEZONE_IA" | "STANDARD_IA";
    }[];
    /**
     * Takes away what is left of uploads that were never finished.
     */
    abortIncompleteMultipartUpload?: {
      /**
       * Days since the upload was begun.
       */
      daysAfterInitiation: number;
    };
  }[];
  /**
   * Which small objects `lifecycleRules` leave where they are: all below 128 KB, or only those that don't go to Glacier or Deep Archive. Most log files are smaller than 128 KB, and each one that moves costs a request.
   */
  transitionDefaultMinimumObjectSize?: "all_storage_classes_128K" | "varies_by_storage_class";
  /**
   * Turns Object Lock on, which needs versioning and can never be turned off again; what it does to new objects. Without it, whatever Object Lock does to new objects is taken away.
   */
  objectLock?: {
    /**
     * What new objects get when whoever writes them says nothing.
     */
    defaultRetention?: {
      /**
       * `GOVERNANCE` can be lifted by whoever has the permission, `COMPLIANCE` by nobody, the root user included. Needs `days` or `years`.
       */
      mode?: "GOVERNANCE" | "COMPLIANCE";
      /**
       * For how many days an object can't be deleted. Excludes `years`.
       */
      days?: number;
      /**
       * For how many years. Excludes `days`.
       */
      years?: number;
      /**
       * The hold that new objects have from the start and that ends after this time.
       */
      defaultEventHold?: {
        /**
         * For how many days. Excludes `years`.
         */
        days?: number;
        /**
         * For how many years. Excludes `days`.
         */
        years?: number;
      };
    };
  };
  /**
   * Where S3 writes who read and wrote the objects: its server access logs.
   */
  logging?: {
    /**
     * The bucket that receives them, in the same account and region: a name, or a reference. S3 takes none that is encrypted with KMS or locks new objects by default.
     */
    targetBucket: string | Ref;
    /**
     * What their keys begin with.
     */
    targetPrefix?: string;
    /**
     * Sorts the keys by account, region, bucket and day: the day of the event or of its delivery. All in one heap when absent.
     */
    partitionDateSource?: "EventTime" | "DeliveryTime";
  };
  /**
   * The bucket's tags, up to 46 of them: Watchkeeper adds its own.
   */
  tags?: {[key: string]: string};
}

/**
 * A CloudWatch Logs group with its retention, encryption and policies, its metric filters and its subscription filters. Its events are evidence: it is kept in AWS when its document goes, unless the document said otherwise.
 */
export interface LogGroupSpec {
  /**
   * The group's name in AWS; `metadata.name` without it. Another name is another group: the old one is kept, with its events.
   */
  logGroupName?: string;
  /**
   * What the group can do and costs. Only `STANDARD` has metric filters, data protection and field indexes, and only it and `DELIVERY` have subscription filters. AWS doesn't let anybody change it later.
   */
  logGroupClass?: "STANDARD" | "INFREQUENT_ACCESS" | "ESSENTIALS" | "DELIVERY";
  /**
   * After how many days events are deleted; they stay for ever without it. Shortening it deletes what is older, so it needs `--allow-data-loss`. A `DELIVERY` group's is AWS's.
   */
  retentionInDays?:
    | 1
    | 3
    | 5
    | 7
    | 14
    | 30
    | 60
    | 90
    | 120
    | 150
    | 180
    | 365
    | 400
    | 545
    | 731
    | 1096
    | 1827
    | 2192
    | 2557
    | 2922
    | 3288
    | 3653;
  /**
   * The ARN of the symmetric KMS key that encrypts new events; AWS's own key without it. The key's policy must let logs.REGION.amazonaws.com use it, and events that it encrypted need it for as long as they are kept.
   */
  kmsKeyId?: string;
  /**
   * Whether AWS refuses to delete the group. Watchkeeper never lifts it by itself: to delete a protected group, set it to false and apply first.
   */
  deletionProtectionEnabled?: boolean;
  /**
   * Whether events may be sent with a bearer token in place of a signature.
   */
  bearerTokenAuthenticationEnabled?: boolean;
  /**
   * Finds and masks sensitive data in new events: AWS's policy document, with one statement that audits and one that masks, both for the same `DataIdentifier`s. Without it nothing is masked beyond what a policy of the account does.
   */
  dataProtectionPolicy?: {
    [k: string]: unknown;
  };
  /**
   * Fields of the events that are indexed, so that queries on them scan less. Without it the account's index policy counts, if there is one.
   */
  indexPolicy?: {
    /**
     * The fields, 20 at most together with `FieldsV2`; case counts.
     *
     * @minItems 1
     * @maxItems 20
     */
    Fields?: string[];
    /**
     * Fields with how each is indexed.
     */
    FieldsV2?: {
      /**
       * How the field is indexed.
       */
      [k: string]: {
        /**
         * `FACET` also offers its values for choosing from.
         */
        type: "FIELD_INDEX" | "FACET";
      };
    };
  };
  /**
   * The metric filters of the group, by name: these and no others. They can't carry tags, so whoever owns the group owns them: one that isn't named here is drift, and is deleted. Leave others' alone with `watchkeeper.dev/ignore: "/spec/metricFilters"`.
   *
   * @maxItems 100
   *
   * Items: A metric made of matching events.
   */
  metricFilters?: {
    /**
     * The metric filter's name, by which it is told apart within its group.
     */
    filterName: string;
    /**
     * Which events it takes, in the syntax of filter patterns: words, `{ $.level = "error" }` for JSON, `[ip, user, ...]` for events of columns. Without it, every event.
     */
    filterPattern?: string;
    /**
     * What is made of a matching event: exactly one metric.
     *
     * @minItems 1
     * @maxItems 1
     *
     * Items: The metric that is made.
     */
    metricTransformations: {
      /**
       * The metric's name.
       */
      metricName: string;
      /**
       * The metric's namespace, one of your own.
       */
      metricNamespace: string;
      /**
       * What an event adds: a number, or a field of the event such as `$.latency` or `$bytes`.
       */
      metricValue: string | number;
      /**
       * What is published for a minute in which events came and none matched. Without it nothing is published then, which is not the same as 0. Not together with `dimensions`.
       */
      defaultValue?: number;
      /**
       * Dimensions by name, each with the field of the event it takes its value from. Three at most; the pattern must be a JSON or a column pattern that names the fields. Every new value is a metric of its own that is paid for.
       */
      dimensions?: {
        [k: string]: string;
      };
      /**
       * The metric's unit.
       */
      unit?:
        | "Seconds"
        | "Microseconds"
        | "Milliseconds"
        | "Bytes"
        | "Kilobytes"
        | "Megabytes"
        | "Gigabytes"
        | "Terabytes"
        | "Bits"
        | "Kilobits"
        | "Megabits"
        | "Gigabits"
        | "Terabits"
        | "Percent"
        | "Count"
        | "Bytes/Second"
        | "Kilobytes/Second"
        | "Megabytes/Second"
        | "Gigabytes/Second"
        | "Terabytes/Second"
        | "Bits/Second"
        | "Kilobits/Second"
        | "Megabits/Second"
        | "Gigabits/Second"
        | "Terabits/Second"
        | "Count/Second"
        | "None";
    }[];
    /**
     * Whether the metric filter sees the events as the group's transformer has rewritten them. Says nothing where neither the group nor the account has a transformer.
     */
    applyOnTransformedLogs?: boolean;
    /**
     * Which accounts' and regions' events the metric filter takes where several send to this group, e.g. `@aws.region = "us-east-1"`. Without it, those of all.
     */
    fieldSelectionCriteria?: string;
    /**
     * Where the events came from, as further dimensions; they count toward the three.
     *
     * @minItems 1
     * @maxItems 2
     */
    emitSystemFieldDimensions?: ("@aws.account" | "@aws.region")[];
  }[];
  /**
   * Where matching events are sent at once, by name: these and no others; AWS allows two a group. They can't carry tags, so whoever owns the group owns them: one that isn't named here is drift, and is deleted. Leave others' alone with `watchkeeper.dev/ignore: "/spec/subscriptionFilters"`, which also saves a call a group and pass.
   *
   * @maxItems 2
   *
   * Items: A destination of matching events.
   */
  subscriptionFilters?: {
    /**
     * The subscription filter's name, by which it is told apart within its group.
     */
    filterName: string;
    /**
     * Which events it takes, in the syntax of filter patterns: words, `{ $.level = "error" }` for JSON, `[ip, user, ...]` for events of columns. Without it, every event.
     */
    filterPattern?: string;
    /**
     * A Kinesis or Firehose stream or a Lambda function of the same account, a logical destination (of another account, say), or for a `DELIVERY` group a bucket.
     */
    destinationArn: string;
    /**
     * The role with which CloudWatch Logs writes to a stream: an ARN, or a reference. A function has a permission of its own in place of it, a logical destination a policy.
     */
    roleArn?: string | Ref;
    /**
     * How a Kinesis stream's shards are chosen: an event stream stays in one, or any.
     */
    distribution?: "ByLogStream" | "Random";
    /**
     * Whether the subscription filter sees the events as the group's transformer has rewritten them. Says nothing where neither the group nor the account has a transformer.
     */
    applyOnTransformedLogs?: boolean;
    /**
     * Which accounts' and regions' events the subscription filter takes where several send to this group, e.g. `@aws.region = "us-east-1"`. Without it, those of all.
     */
    fieldSelectionCriteria?: string;
    /**
     * Where the events came from, as further fields of what is sent.
     *
     * @minItems 1
     * @maxItems 3
     */
    emitSystemFields?: ("@aws.account" | "@aws.region" | "@source.log")[];
  }[];
  /**
   * The group's tags. Those of the installation are added to them.
   */
  tags?: {[key: string]: string};
}

/**
 * A CloudWatch alarm that watches one metric, an expression over several, an anomaly band or a PromQL query. It is always changed in place, so that its state survives.
 */
export interface MetricAlarmSpec {
  /**
   * The alarm's name in AWS, unique in an account and region among alarms of every type. The document's name when absent.
   */
  alarmName?: string;
  /**
   * Text for whoever is woken up by it; Markdown shows formatted in the console.
   */
  alarmDescription?: string;
  /**
   * Whether the actions are carried out at all when the state changes.
   */
  actionsEnabled?: boolean;
  /**
   * What happens when the alarm goes into ALARM: ARNs, or references to topics, in any order. At most 5.
   */
  alarmActions?: (string | Ref)[];
  /**
   * What happens when the alarm goes back to OK: ARNs, or references to topics, in any order. At most 5.
   */
  okActions?: (string | Ref)[];
  /**
   * What happens when the alarm has too little data to tell: ARNs, or references to topics, in any order. At most 5.
   */
  insufficientDataActions?: (string | Ref)[];
  /**
   * The namespace of the metric, e.g. `AWS/ApplicationELB` or one of your own.
   */
  namespace?: string;
  /**
   * The name of the metric.
   */
  metricName?: string;
  /**
   * The metric's dimensions as a map from name to value. A metric is only found when all of them are given, exactly as it was published. At most 30.
   */
  dimensions?: {
    [k: string]: string;
  };
  /**
   * How the data points of a period become one value. Either this or `extendedStatistic`.
   */
  statistic?: "SampleCount" | "Average" | "Sum" | "Minimum" | "Maximum";
  /**
   * A percentile, a trimmed or winsorized mean, or a percentile rank: `p99`, `tm90`, `IQM`, `PR(0:300)`, `TM(10%:90%)` … Either this or `statistic`.
   */
  extendedStatistic?: string;
  /**
   * The seconds that make one data point: 10, 20, 30 or a multiple of 60. Below 60 it is a high-resolution alarm, at three times the price.
   */
  period?: number;
  /**
   * Only data points published with this unit count. Better left out: an alarm with a unit that nobody publishes never gets any data.
   */
  unit?:
    | "Seconds"
    | "Microseconds"
    | "Milliseconds"
    | "Bytes"
    | "Kilobytes"
    | "Megabytes"
    | "Gigabytes"
    | "Terabytes"
    | "Bits"
    | "Kilobits"
    | "Megabits"
    | "Gigabits"
    | "Terabits"
    | "Percent"
    | "Count"
    | "Bytes/Second"
    | "Kilobytes/Second"
    | "Megabytes/Second"
    | "Gigabytes/Second"
    | "Terabytes/Second"
    | "Bits/Second"
    | "Kilobits/Second"
    | "Megabits/Second"
    | "Gigabits/Second"
    | "Terabits/Second"
    | "Count/Second"
    | "None";
  /**
   * How many of the last periods are looked at.
   */
  evaluationPeriods?: number;
  /**
   * How many of those periods must breach the threshold, in any order. All of them when absent.
   */
  datapointsToAlarm?: number;
  /**
   * The value that is compared with. Not for anomaly bands, which have `thresholdMetricId`.
   */
  threshold?: number;
  /**
   * How the metric is compared with the threshold. The three with Upper or Lower in them are for anomaly bands.
   */
  comparisonOperator?:
    | "GreaterThanOrEqualToThreshold"
    | "GreaterThanThreshold"
    | "LessThanThreshold"
    | "LessThanOrEqualToThreshold"
    | "LessThanLowerOrGreaterThanUpperThreshold"
    | "LessThanLowerThreshold"
    | "GreaterThanUpperThreshold";
  /**
   * What a period without data counts as. Alarms on AWS/DynamoDB ignore such periods whatever it says.
   */
  treatMissingData?: "missing" | "notBreaching" | "breaching" | "ignore";
  /**
   * For percentiles: whether a period with too few samples to be significant is looked at or leaves the state as it is.
   */
  evaluateLowSampleCountPercentile?: "evaluate" | "ignore";
  /**
   * Metrics and expressions over them, each with an id, in any order; one of them is what the alarm watches. In place of the fields that describe a single metric. Also the only way to watch a metric of another account.
   *
   * @minItems 1
   */
  metrics?: {
    /**
     * The name that expressions know it by.
     */
    id: string;
    /**
     * A metric and how it is summed up. Either this or `expression`.
     */
    metricStat?: {
      /**
       * Which metric.
       */
      metric: {
        /**
         * The namespace of the metric, e.g. `AWS/ApplicationELB` or one of your own.
         */
        namespace: string;
        /**
         * The name of the metric.
         */
        metricName: string;
        /**
         * The metric's dimensions as a map from name to value. A metric is only found when all of them are given, exactly as it was published. At most 30.
         */
        dimensions?: {
          [k: string]: string;
        };
      };
      /**
       * The seconds that make one data point: 1, 5, 10, 20, 30 or a multiple of 60.
       */
      period: number;
      /**
       * Any statistic, extended ones included.
       */
      stat: string;
      /**
       * Only data points published with this unit count. Better left out: an alarm with a unit that nobody publishes never gets any data.
       */
      unit?:
        | "Seconds"
        | "Microseconds"
        | "Milliseconds"
        | "Bytes"
        | "Kilobytes"
        | "Megabytes"
        | "Gigabytes"
        | "Terabytes"
        | "Bits"
        | "Kilobits"
        | "Megabits"
        | "Gigabits"
        | "Terabits"
        | "Percent"
        | "Count"
        | "Bytes/Second"
        | "Kilobytes/Second"
        | "Megabytes/Second"
        | "Gigabytes/Second"
        | "Terabytes/Second"
        | "Bits/Second"
        | "Kilobits/Second"
        | "Megabits/Second"
        | "Gigabits/Second"
        | "Terabits/Second"
        | "Count/Second"
        | "None";
    };
    /**
     * Metric maths over the other ids, an `ANOMALY_DETECTION_BAND`, or a Metrics Insights query.
     */
    expression?: string;
    /**
     * What graphs call it.
     */
    label?: string;
    /**
     * Whether this is what the alarm watches: true for one, and for the band of an anomaly alarm.
     */
    returnData?: boolean;
    /**
     * The seconds that make one data point of an expression that has no metric to take them from, such as a Metrics Insights query.
     */
    period?: number;
    /**
     * The account that has the metric, when it is another one: it must share its metrics with this account.
     */
    accountId?: string;
  }[];
  /**
   * The id of the `ANOMALY_DETECTION_BAND` among `metrics` that serves as threshold.
   */
  thresholdMetricId?: string;
  /**
   * Which stretch of time is looked at: one that slides along, or one that keeps to the clock.
   */
  evaluationWindow?: {
    /**
     * The last periods as of now; it has no settings.
     */
    slidingWindow?: {};
    /**
     * Whole minutes, hours, days or weeks by the clock. The period must be 60, 300, 3600, 86400 or 604800.
     */
    wallClockWindow?: {
      /**
       * An IANA name, or an offset such as `+05:30` or `UTC+05:30` in steps of 5 minutes.
       */
      timezone?: string;
    };
  };
  /**
   * Holds the alarm back for a while after it is made or changed, until its metric is there.
   */
  warmUpConfiguration?: {
    /**
     * How long, in minutes.
     */
    warmUpPeriodDurationInMinutes: number;
    /**
     * Wait to the end even when there is enough data earlier.
     */
    onlyStartEvaluatingAfterWarmUpPeriodEnds?: boolean;
  };
  /**
   * A PromQL query in place of every field about metrics, thresholds and periods; each series it returns has a state of its own.
   */
  evaluationCriteria?: {
    /**
     * The query, and how long a series must breach or recover.
     */
    promQLCriteria: {
      /**
       * A PromQL expression that returns a vector: what is in it breaches.
       */
      query: string;
      /**
       * Seconds that a series must breach before it is in ALARM.
       */
      pendingPeriod?: number;
      /**
       * Seconds that a series must not breach before it is OK again.
       */
      recoveryPeriod?: number;
    };
  };
  /**
   * Seconds between two runs of a PromQL query: 10, 20, 30 or a multiple of 60. Required with `evaluationCriteria`, and only there.
   */
  evaluationInterval?: number;
  /**
   * What the notifications and state-change events carry beside the state.
   */
  actionConfiguration?: {
    /**
     * Passes the alarm's tags on to topics, functions and EventBridge. Without it they stay with the alarm.
     */
    alarmTagsPropagation?: {
      /**
       * Whether tags are passed on.
       */
      enabled: boolean;
      /**
       * The keys of the tags that are passed on, in any order; every other tag is kept back. Not together with `excludedTagKeys`.
       *
       * @minItems 1
       * @maxItems 50
       */
      includedTagKeys?: string[];
      /**
       * The keys of the tags that are kept back, in any order; every other tag is passed on. Not together with `includedTagKeys`.
       *
       * @minItems 1
       * @maxItems 50
       */
      excludedTagKeys?: string[];
    };
  };
  /**
   * The alarm's tags. Those of the installation are added to them.
   */
  tags?: {[key: string]: string};
}

/**
 * A stream of CloudWatch metrics to a Firehose delivery stream, within minutes of their coming in. While it is stopped nothing is sent, and nothing is sent later.
 */
export interface MetricStreamSpec {
  /**
   * The stream's name in AWS, unique in an account and region. The document's name when absent. Letters, digits, underscores and dashes.
   */
  metricStreamName?: string;
  /**
   * The Firehose delivery stream that receives the metrics, in the same account and region.
   */
  firehoseArn: string;
  /**
   * The role with which CloudWatch writes to the delivery stream: an ARN or a reference.
   */
  roleArn: string | Ref;
  /**
   * What the records are written in.
   */
  outputFormat: "json" | "opentelemetry1.0" | "opentelemetry0.7";
  /**
   * The namespaces that are streamed, in any order, and no others. Not together with `excludeFilters`; without either, all are.
   *
   * @minItems 1
   * @maxItems 1000
   */
  includeFilters?: {
    /**
     * The namespace.
     */
    namespace: string;
    /**
     * These metrics of it alone, in any order. All of them when absent.
     *
     * @minItems 1
     * @maxItems 1000
     */
    metricNames?: string[];
  }[];
  /**
   * The namespaces that are not streamed, in any order, while all others are. Not together with `includeFilters`.
   *
   * @minItems 1
   * @maxItems 1000
   */
  excludeFilters?: {
    /**
     * The namespace.
     */
    namespace: string;
    /**
     * These metrics of it alone, in any order. All of them when absent.
     *
     * @minItems 1
     * @maxItems 1000
     */
    metricNames?: string[];
  }[];
  /**
   * Metrics that are sent with more than minimum, maximum, sum and sample count, in any order. More statistics cost more.
   *
   * @minItems 1
   * @maxItems 100
   */
  statisticsConfigurations?: {
    /**
     * The metrics, whatever their dimensions, in any order.
     *
     * @minItems 1
     * @maxItems 100
     */
    includeMetrics: {
      /**
       * The namespace.
       */
      namespace: string;
      /**
       * The metric.
       */
      metricName: string;
    }[];
    /**
     * The statistics, in any order: percentiles such as `p99`, and in JSON also such as `tm98` or `PR(:300)`.
     *
     * @minItems 1
     * @maxItems 20
     */
    additionalStatistics: string[];
  }[];
  /**
   * In a monitoring account, whether the metrics of its source accounts are streamed too.
   */
  includeLinkedAccountsMetrics?: boolean;
  /**
   * Whether it streams. Somebody who stops one that should run is undone.
   */
  state?: "running" | "stopped";
  /**
   * The stream's tags. Those of the installation are added to them.
   */
  tags?: {[key: string]: string};
}

/**
 * A query of CloudWatch Logs Insights that is saved under a name, for whoever looks into an incident. Its tags are kept on a free parameter of Systems Manager's, `/watchkeeper/SavedQuery/…`, since a query definition can't carry any: without that parameter it is nobody's.
 */
export interface SavedQuerySpec {
  /**
   * The query's name in AWS; slashes make folders in the console. AWS lets several have the same one; of Watchkeeper's there is one at most. The document's name when absent.
   */
  name?: string;
  /**
   * The query. Blank lines and spaces around it don't count.
   */
  queryString: string;
  /**
   * The language of the query: Logs Insights', OpenSearch PPL or OpenSearch SQL.
   */
  queryLanguage?: "CWLI" | "PPL" | "SQL";
  /**
   * The log groups that it is run on: names, or references, in any order. Without any, whoever runs it chooses. An SQL query names its own.
   *
   * @maxItems 50
   */
  logGroupNames?: (string | Ref)[];
  /**
   * Placeholders of the query, written `{{name}}` in it, that whoever runs it fills in. Only in Logs Insights' own language.
   *
   * @maxItems 20
   */
  parameters?: {
    /**
     * What the query calls it.
     */
    name: string;
    /**
     * What stands for it when nothing is filled in.
     */
    defaultValue?: string;
    /**
     * What it is for.
     */
    description?: string;
  }[];
  /**
   * Tags, at most 45, which the query's marker carries: see its parameter below `/watchkeeper/SavedQuery/`. Those of the installation are added to them.
   */
  tags?: {[key: string]: string};
}

/**
 * A CloudWatch Logs Insights query that runs by itself on a schedule and leaves its results in a bucket or a lookup table. Its roles, where they are DeliveryRoles, get what they need; keys of KMS and the policies of other accounts' buckets are yours to open.
 */
export interface ScheduledQuerySpec {
  /**
   * The query's name in AWS; `metadata.name` without it. Another name is another query: the old one goes.
   */
  name?: string;
  /**
   * What the query is for.
   */
  description?: string;
  /**
   * The language of the query: Logs Insights' own (`CWLI`), or OpenSearch's PPL or SQL.
   */
  queryLanguage: "CWLI" | "PPL" | "SQL";
  /**
   * The query.
   */
  queryString: string;
  /**
   * The log groups that are queried, by name or ARN, 50 at most; without any the query must name them itself. Their order means nothing.
   *
   * @minItems 1
   * @maxItems 50
   *
   * Items: A log group's name or ARN.
   */
  logGroupIdentifiers?: (string | Ref)[];
  /**
   * When it runs: `cron(0 6 * * ? *)` or `rate(1 hour)`, to the minute.
   */
  scheduleExpression: string;
  /**
   * The time zone of the schedule, by its IANA name.
   */
  timezone?: string;
  /**
   * How many seconds before the query runs the events begin that it looks at.
   */
  startTimeOffset?: number;
  /**
   * How many seconds before the query runs the events end that it looks at: time for them to arrive.
   */
  endTimeOffset?: number;
  /**
   * Where the results go: either of these, or both. Without it they are only in CloudWatch Logs.
   */
  destinationConfiguration?: {
    /**
     * A bucket.
     */
    s3Configuration?: {
      /**
       * The bucket and what the objects' names begin with, as `s3://bucket/prefix`.
       */
      destinationIdentifier: string;
      /**
       * The role that writes the results there.
       */
      roleArn: string | Ref;
      /**
       * The bucket's account, where it isn't this one.
       */
      ownerAccountId?: string;
      /**
       * The ARN of the KMS key that encrypts the results, in the bucket's region.
       */
      kmsKeyId?: string;
    };
    /**
     * A lookup table, which is made or filled anew with each result.
     */
    lookupTableConfiguration?: {
      /**
       * The table's name.
       */
      tableName: string;
      /**
       * The role that makes and fills the table.
       */
      roleArn: string | Ref;
      /**
       * What the table is for.
       */
      description?: string;
      /**
       * The ARN of the KMS key that encrypts the table; a key of AWS's without it.
       */
      kmsKeyId?: string;
      /**
       * Tags of the table, which it gets when it is made.
       */
      tags?: {
        [k: string]: string;
      };
    };
  };
  /**
   * Not before this time, as Unix time. AWS doesn't document whether in seconds or milliseconds, and it is passed on as it stands: see by `aws logs get-scheduled-query-history` that it runs when it should.
   */
  scheduleStartTime?: number;
  /**
   * Not after this time, in the same unit. A query whose time has passed runs no more, and is shown under *Health*.
   */
  scheduleEndTime?: number;
  /**
   * The role that runs the query.
   */
  executionRoleArn: string | Ref;
  /**
   * Whether it runs.
   */
  state?: "ENABLED" | "DISABLED";
  /**
   * Tags of the query.
   */
  tags?: {[key: string]: string};
}

/**
 * An SNS topic with everything it has: attributes, policies, tags and its subscriptions.
 */
export interface TopicSpec {
  /**
   * The topic's name in AWS; `metadata.name` without it. A FIFO topic's name ends in `.fifo`. Another name is another topic: the old one goes, with its subscriptions.
   */
  topicName?: string;
  /**
   * The sender's name in mails and, its first ten characters, in text messages.
   */
  displayName?: string;
  /**
   * Who may publish and subscribe: the topic's IAM policy. Without it the topic has AWS's default policy, under which its own account may do everything; with it that default is replaced as a whole. Compared by meaning. Let `Resource` be `"*"` where the topic is placed in several accounts or regions.
   */
  policy?: {
    [k: string]: unknown;
  };
  /**
   * How failed deliveries to HTTP and HTTPS endpoints are retried, for every subscription that has no policy of its own.
   */
  deliveryPolicy?: {
    /**
     * For HTTP and HTTPS endpoints, the only ones there is a policy for.
     */
    http: {
      /**
       * When and how often a failed delivery is tried again.
       */
      defaultHealthyRetryPolicy?: {
        /**
         * The shortest delay between two attempts, in seconds.
         */
        minDelayTarget?: number;
        /**
         * The longest delay between two attempts, in seconds; not below `minDelayTarget`.
         */
        maxDelayTarget?: number;
        /**
         * How many times a failed delivery is tried again, all phases together.
         */
        numRetries?: number;
        /**
         * How many of the retries come at once.
         */
        numNoDelayRetries?: number;
        /**
         * How many of the retries come next, each after `minDelayTarget`.
         */
        numMinDelayRetries?: number;
        /**
         * How many of the retries come last, each after `maxDelayTarget`.
         */
        numMaxDelayRetries?: number;
        /**
         * How the delay grows from `minDelayTarget` to `maxDelayTarget`.
         */
        backoffFunction?: "linear" | "arithmetic" | "geometric" | "exponential";
      };
      /**
       * Whether the subscriptions' own delivery policies are ignored.
       */
      disableSubscriptionOverrides?: boolean;
      /**
       * How fast deliveries are sent.
       */
      defaultThrottlePolicy?: {
        /**
         * Deliveries a second to one endpoint at most; without it there is no limit.
         */
        maxReceivesPerSecond?: number;
      };
      /**
       * How the requests look.
       */
      defaultRequestPolicy?: {
        /**
         * The Content-Type of the delivery's HTTP request.
         */
        headerContentType?: string;
      };
    };
  };
  /**
   * The KMS key that encrypts messages at rest: its id, ARN or `alias/…`; without it they aren't encrypted. CloudWatch alarms can't publish under AWS's own `alias/aws/sns`: use a key of yours whose policy lets cloudwatch.amazonaws.com use it.
   */
  kmsMasterKeyId?: string;
  /**
   * How notifications are signed: 1 with SHA1, 2 with SHA256.
   */
  signatureVersion?: 1 | 2;
  /**
   * Whether the topic sends X-Ray segments of its own (`Active`) or only passes the publisher's tracing header on. Standard topics only.
   */
  tracingConfig?: "PassThrough" | "Active";
  /**
   * The largest message that can be published, in bytes. Above 262144 a topic can have 100 subscriptions at most, all of them SQS, Firehose or Lambda.
   */
  maximumMessageSize?: number;
  /**
   * Whether messages keep their order and are delivered once. Fixed at creation; the name must end in `.fifo`.
   */
  fifoTopic?: boolean;
  /**
   * Whether messages without a deduplication id get the hash of their body as one. FIFO topics only.
   */
  contentBasedDeduplication?: boolean;
  /**
   * Where duplicates are looked for: in the whole topic, or for more throughput in each message group. FIFO topics only.
   */
  fifoThroughputScope?: "Topic" | "MessageGroup";
  /**
   * How long the topic keeps messages for replay. FIFO topics only. Without it there is no archive; taking it out deletes what is archived.
   */
  archivePolicy?: {
    /**
     * Days a message is kept.
     */
    MessageRetentionPeriod: number;
  };
  /**
   * The role with which SNS logs successful deliveries to a platform application (mobile push).
   */
  applicationSuccessFeedbackRoleArn?: string;
  /**
   * The percentage of successful deliveries to a platform application (mobile push) that is logged.
   */
  applicationSuccessFeedbackSampleRate?: number;
  /**
   * The role with which SNS logs failed deliveries to a platform application (mobile push); all of them, once it is set.
   */
  applicationFailureFeedbackRoleArn?: string;
  /**
   * The role with which SNS logs successful deliveries to a Firehose stream.
   */
  firehoseSuccessFeedbackRoleArn?: string;
  /**
   * The percentage of successful deliveries to a Firehose stream that is logged.
   */
  firehoseSuccessFeedbackSampleRate?: number;
  /**
   * The role with which SNS logs failed deliveries to a Firehose stream; all of them, once it is set.
   */
  firehoseFailureFeedbackRoleArn?: string;
  /**
   * The role with which SNS logs successful deliveries to an HTTP or HTTPS endpoint.
   */
  httpSuccessFeedbackRoleArn?: string;
  /**
   * The percentage of successful deliveries to an HTTP or HTTPS endpoint that is logged.
   */
  httpSuccessFeedbackSampleRate?: number;
  /**
   * The role with which SNS logs failed deliveries to an HTTP or HTTPS endpoint; all of them, once it is set.
   */
  httpFailureFeedbackRoleArn?: string;
  /**
   * The role with which SNS logs successful deliveries to a Lambda function.
   */
  lambdaSuccessFeedbackRoleArn?: string;
  /**
   * The percentage of successful deliveries to a Lambda function that is logged.
   */
  lambdaSuccessFeedbackSampleRate?: number;
  /**
   * The role with which SNS logs failed deliveries to a Lambda function; all of them, once it is set.
   */
  lambdaFailureFeedbackRoleArn?: string;
  /**
   * The role with which SNS logs successful deliveries to an SQS queue.
   */
  sqsSuccessFeedbackRoleArn?: string;
  /**
   * The percentage of successful deliveries to an SQS queue that is logged.
   */
  sqsSuccessFeedbackSampleRate?: number;
  /**
   * The role with which SNS logs failed deliveries to an SQS queue; all of them, once it is set.
   */
  sqsFailureFeedbackRoleArn?: string;
  /**
   * What personal data is audited, masked or refused in messages. Standard topics only; AWS no longer offers it to new customers. It is read only where it is or was declared here: one that somebody adds to a topic without one isn't noticed.
   */
  dataProtectionPolicy?: {
    [k: string]: unknown;
  };
  /**
   * Every subscription of the topic, told apart by protocol and endpoint. The document is the whole truth: one that somebody added by hand shows up as drift, by its protocol and endpoint, and is unsubscribed with the next apply unless the annotation `watchkeeper.dev/drift: report` or `watchkeeper.dev/ignore: "/spec/subscriptions"` says otherwise. Mail and web endpoints stay pending until their owner confirms: that counts as subscribed and is reported beside drift; nobody is mailed twice. One that nobody confirms is forgotten by AWS after 48 hours and then subscribed anew.
   *
   * @maxItems 1000
   */
  subscriptions?: Subscription[];
  /**
   * The topic's tags, up to 46 of them: Watchkeeper adds its own.
   */
  tags?: {[key: string]: string};
}
/**
 * One endpoint that gets the topic's messages.
 */
export interface Subscription {
  /**
   * How messages are delivered.
   */
  protocol: "application" | "email" | "email-json" | "firehose" | "http" | "https" | "lambda" | "sms" | "sqs";
  /**
   * Where to: a mail address, a URL, a phone number, or an ARN, as the protocol wants it. Neither it nor the protocol can change: another one is another subscription. Not a `{ ref }`: no kind makes queues, functions or streams.
   */
  endpoint: string;
  /**
   * Which messages it gets; without it all of them. Five keys at most.
   */
  filterPolicy?: {
    [k: string]: unknown;
  };
  /**
   * What the filter policy looks at. Only together with `filterPolicy`; only a body's filter can be nested.
   */
  filterPolicyScope?: "MessageAttributes" | "MessageBody";
  /**
   * Whether the message is delivered as it was published, without SNS's JSON around it. HTTP, HTTPS, SQS and Firehose only.
   */
  rawMessageDelivery?: boolean;
  /**
   * How failed deliveries are retried, in place of the topic's delivery policy. HTTP and HTTPS only.
   */
  deliveryPolicy?: {
    /**
     * When and how often a failed delivery is tried again.
     */
    healthyRetryPolicy?: {
      /**
       * The shortest delay between two attempts, in seconds.
       */
      minDelayTarget?: number;
      /**
       * The longest delay between two attempts, in seconds; not below `minDelayTarget`.
       */
      maxDelayTarget?: number;
      /**
       * How many times a failed delivery is tried again, all phases together.
       */
      numRetries?: number;
      /**
       * How many of the retries come at once.
       */
      numNoDelayRetries?: number;
      /**
       * How many of the retries come next, each after `minDelayTarget`.
       */
      numMinDelayRetries?: number;
      /**
       * How many of the retries come last, each after `maxDelayTarget`.
       */
      numMaxDelayRetries?: number;
      /**
       * How the delay grows from `minDelayTarget` to `maxDelayTarget`.
       */
      backoffFunction?: "linear" | "arithmetic" | "geometric" | "exponential";
    };
    /**
     * How fast deliveries are sent.
     */
    throttlePolicy?: {
      /**
       * Deliveries a second to one endpoint at most; without it there is no limit.
       */
      maxReceivesPerSecond?: number;
    };
    /**
     * How the requests look.
     */
    requestPolicy?: {
      /**
       * The Content-Type of the delivery's HTTP request.
       */
      headerContentType?: string;
    };
  };
  /**
   * The queue that gets what could not be delivered. SNS knows no `maxReceiveCount` here: the delivery policy says how often it tries.
   */
  redrivePolicy?: {
    /**
     * The ARN of the SQS queue.
     */
    deadLetterTargetArn: string;
  };
  /**
   * The role with which SNS writes to the Firehose stream. Firehose only, and required there.
   */
  subscriptionRoleArn?: string;
  /**
   * Delivers messages of the topic's archive again. FIFO topics only.
   */
  replayPolicy?: {
    /**
     * What the two points are; AWS knows only timestamps.
     */
    PointType: "Timestamp";
    /**
     * The first message, by when it was published.
     */
    StartingPoint: string;
    /**
     * The last message; without it the replay runs up to now and goes over to new messages.
     */
    EndingPoint?: string;
  };
}

/**
 * A CloudTrail trail: what it records, where it delivers, and whether it is logging. AWS spreads this over several calls; here it is one document. A trail is kept in AWS when its document goes, unless the document says otherwise.
 */
export interface TrailSpec {
  /**
   * The trail's name in AWS; the document's name when absent. Letters, digits, periods, underscores and dashes.
   */
  trailName?: string;
  /**
   * The bucket that receives the log files: its name or a reference. A LogBucket of these specs lets the trail write, wherever it is placed; any other needs a policy that does.
   */
  s3BucketName: string | Ref;
  /**
   * What the log files' keys begin with, before `AWSLogs/`.
   */
  s3KeyPrefix?: string;
  /**
   * The topic that is told about each delivered log file: a name, an ARN, or a reference. Its policy must let cloudtrail.amazonaws.com publish.
   */
  snsTopicName?: string | Ref;
  /**
   * Whether events of global services such as IAM are recorded. A multi-region trail must record them.
   */
  includeGlobalServiceEvents?: boolean;
  /**
   * Whether the trail records every region, or only its own.
   */
  isMultiRegionTrail?: boolean;
  /**
   * Whether the trail records every account of the organization. Place it in the management account: a delegated administrator's trail lives there too.
   */
  isOrganizationTrail?: boolean;
  /**
   * Whether digest files are delivered, with which one can prove that no log file was changed or removed.
   */
  enableLogFileValidation?: boolean;
  /**
   * The log group that also receives the events: its ARN, with or without the closing `:*`, or a reference. Goes together with `cloudWatchLogsRoleArn`.
   */
  cloudWatchLogsLogGroupArn?: string | Ref;
  /**
   * The role that CloudTrail assumes to write to the log group: its ARN or a reference to a DeliveryRole, which then allows it.
   */
  cloudWatchLogsRoleArn?: string | Ref;
  /**
   * The KMS key that encrypts the log files: its ARN or its id. Its policy must let cloudtrail.amazonaws.com use it. CloudTrail answers an alias with the ARN of the key behind it, so an alias can't be compared and never converges.
   */
  kmsKeyId?: string;
  /**
   * Whether the events that CloudTrail causes by delivering this trail's own log files are recorded too.
   */
  recursiveLogging?: boolean;
  /**
   * Whether the trail records. AWS creates trails stopped; a trail that should log is started, and a stopped one is drift.
   */
  logging?: boolean;
  /**
   * Which events are recorded, in the basic form: management events, and data events of S3 objects, Lambda functions and DynamoDB tables. Without these and `advancedEventSelectors`, all management events. Their order means nothing.
   *
   * @minItems 1
   */
  eventSelectors?: {
    /**
     * Whether reading calls, writing calls or both are recorded.
     */
    readWriteType?: "All" | "ReadOnly" | "WriteOnly";
    /**
     * Whether management events are recorded.
     */
    includeManagementEvents?: boolean;
    /**
     * The resources whose data events are recorded.
     */
    dataResources?: {
      /**
       * The type of these resources. Other types need `advancedEventSelectors`.
       */
      type: "AWS::DynamoDB::Table" | "AWS::Lambda::Function" | "AWS::S3::Object";
      /**
       * ARNs, S3 prefixes such as `arn:aws:s3:::bucket/`, or a whole service such as `arn:aws:s3`.
       *
       * @minItems 1
       */
      values: string[];
    }[];
    /**
     * Services whose management events are left out.
     */
    excludeManagementEventSources?: ("kms.amazonaws.com" | "rdsdata.amazonaws.com")[];
  }[];
  /**
   * Which events are recorded, in the advanced form: management, data and network activity events by their fields. An event is recorded when one selector matches. Excludes `eventSelectors`; their order means nothing.
   *
   * @minItems 1
   */
  advancedEventSelectors?: {
    /**
     * What the selector is for.
     */
    name?: string;
    /**
     * Conditions, all of which an event must meet.
     *
     * @minItems 1
     */
    fieldSelectors: {
      /**
       * A field of the event record; `eventCategory` is always needed, `resources.type` for data events, `eventSource` for network activity.
       */
      field: string;
      /**
       * The field is one of these.
       *
       * @minItems 1
       */
      equals?: string[];
      /**
       * The field begins with one of these.
       *
       * @minItems 1
       */
      startsWith?: string[];
      /**
       * The field ends in one of these.
       *
       * @minItems 1
       */
      endsWith?: string[];
      /**
       * The field is none of these.
       *
       * @minItems 1
       */
      notEquals?: string[];
      /**
       * The field begins with none of these.
       *
       * @minItems 1
       */
      notStartsWith?: string[];
      /**
       * The field ends in none of these.
       *
       * @minItems 1
       */
      notEndsWith?: string[];
    }[];
  }[];
  /**
   * Which unusual activity CloudTrail Insights looks for; none when absent.
   */
  insightSelectors?: {
    /**
     * Unusual rates of calls, or of calls that fail.
     */
    insightType: "ApiCallRateInsight" | "ApiErrorRateInsight";
    /**
     * The events that it watches; the selectors must record them.
     *
     * @minItems 1
     */
    eventCategories?: ("Management" | "Data")[];
  }[];
  /**
   * Summaries of data events that CloudTrail delivers beside the events themselves; none when absent. The selectors must record data events.
   *
   * @maxItems 1
   */
  aggregationConfigurations?: {
    /**
     * The events that are summed up.
     */
    eventCategory: "Data";
    /**
     * By what they are summed up: calls, resources or users.
     *
     * @minItems 1
     * @maxItems 50
     */
    templates: ("API_ACTIVITY" | "RESOURCE_ACCESS" | "USER_ACTIONS")[];
  }[];
  /**
   * The trail's tags. Those of the installation are added to them.
   */
  tags?: {[key: string]: string};
}

export type { Ref };
