[ { $source: { connectionName: "sample_stream_solar" } },
  { $emit: { connectionName: "s3sink", bucket: "my-bucket", path: "p/", parallelism: { $numberInt: "2" },
    config: { writeOptions: { count: NaN, bytes: Infinity, interval: { size: { $numberLong: "2" }, unit: "hour" } } } } } ]
