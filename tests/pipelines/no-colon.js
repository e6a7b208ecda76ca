[ { $source { } } ]
