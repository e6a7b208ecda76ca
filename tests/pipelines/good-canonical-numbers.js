[ { "$source": { "connectionName": "sample_stream_solar" } },
  { $emit: { connectionName: "s3sink", bucket: "my-bucket", path: "p/", parallelism: { '$numberInt': "2" },
    config: { writeOptions: { count: { "$numberLong": "10" }, bytes: 1e6, interval: { size: 2.0, unit: "hour" } } } } } ]
