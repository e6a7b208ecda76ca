let s = { $source: { connectionName: "kafka1", topic: "t" } };
const e = { $emit: { connectionName: "s3sink", bucket: "my-bucket", path: "a/" } }
var pipeline = [s, e]
sp.createStreamProcessor("p", pipeline)
