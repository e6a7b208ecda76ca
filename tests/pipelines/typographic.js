[ { “$source”: {} } ]
