"""What is true and how we converse, shown without a database, a network or a clock."""
