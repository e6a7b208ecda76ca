const common = [{ $match: { a: 1 } }];
const sink = { connectionName: "s3sink", bucket: "my-bucket", path: "p/" };
await sp.createStreamProcessor ("name", [
  { $source: { connectionName: "sample_stream_solar" } },
  { $emit: { ...sink, parallelism: 2 } } ], { ...options });
