[ { $source: { connectionName: "x } },
]
