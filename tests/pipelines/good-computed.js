[ { "$source": { "connectionName": "sample_stream_solar" } },
  { $emit: { connectionName: name, bucket: "a" + b, path: getPath(1), parallelism: n, partitionBy: "$x",
    config: { writeOptions: { count: 60 * 1000, interval: { size: size, unit: u } }, compression: c, compressionLevel: 3 } } } ]
