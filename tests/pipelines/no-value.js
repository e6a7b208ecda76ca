[ { $source: } ]
