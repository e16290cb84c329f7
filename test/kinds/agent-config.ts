import type { KindFixture, Spec } from "./fixture.ts";

const memory: Spec = { metrics: { metrics_collected: { mem: { measurement: ["mem_used_percent"] } } } };
const file = { file_path: "/var/log/shop.log", log_group_name: "/acme/shop" };

export const fixture: KindFixture = {
  bases: { default: { config: memory } },
  fields: {
    parameterName: { skip: "another name is another parameter" },
    tier: { skip: "an advanced parameter is never made standard again: see the kind's own tests" },
  },
  variants: {
    "logs or metrics": [
      { config: memory },
      {
        config: {
          agent: {
            metrics_collection_interval: 30,
            debug: true,
            logfile: "",
            credentials: { role_arn: "arn:aws:iam::111122223333:role/agents" },
            "service.name": "shop",
          },
          logs: {
            logs_collected: {
              files: {
                collect_list: [
                  {
                    ...file,
                    log_stream_name: "{instance_id}",
                    retention_in_days: 30,
                    timestamp_format: "%Y-%m-%d",
                    multi_line_start_pattern: "{timestamp_format}",
                    filters: [{ type: "exclude", expression: "health[{]{2}check}}" }],
                  },
                ],
              },
              windows_events: { collect_list: [{ event_name: "System", event_levels: ["ERROR"] }] },
            },
            metrics_collected: { emf: {}, kubernetes: { cluster_name: "shop" } },
            force_flush_interval: 15,
          },
        },
      },
    ],
    "traces, and metrics of all sorts": [
      { config: { traces: { traces_collected: { xray: { bind_address: "127.0.0.1:2000" }, otlp: {} } } } },
      {
        config: {
          metrics: {
            namespace: "Acme/Shop",
            append_dimensions: { InstanceId: "${aws:InstanceId}" },
            aggregation_dimensions: [["InstanceId"], []],
            force_flush_interval: 30,
            metrics_collected: {
              cpu: { measurement: [{ name: "usage_idle", rename: "idle", unit: "Percent" }], totalcpu: true },
              disk: { measurement: ["used_percent"], resources: ["/"], drop_device: true },
              procstat: [{ exe: "nginx", measurement: ["cpu_usage"] }],
              statsd: { service_address: ":8125", metrics_aggregation_interval: 0 },
              collectd: {},
              LogicalDisk: { measurement: ["% Free Space"], resources: ["*"] },
            },
          },
        },
      },
    ],
  },
};
