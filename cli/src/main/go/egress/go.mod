// The way of the local cluster's node to image registries.
module tideway.dev/tools/egress

go 1.26.0
