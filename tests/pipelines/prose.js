Here is my pipeline: [ {} ]
