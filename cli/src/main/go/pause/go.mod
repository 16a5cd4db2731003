// The first process of a pod's sandbox, and of the local cluster's node.
module tideway.dev/tools/pause

go 1.26.0
