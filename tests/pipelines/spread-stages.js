const done = await sp.process ([
  { $source: { connectionName: "sample_stream_solar" } },
  ...common,
  { $emit: { connectionName: "s3sink", bucket: "my-bucket", path: "p/", ...rest } } ]);
