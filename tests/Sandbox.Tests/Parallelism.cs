// Each running Sandbox may hold twelve connections; a test server grants a hundred to all test projects together.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
