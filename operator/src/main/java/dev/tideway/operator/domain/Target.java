package dev.tideway.operator.domain;

/**
 * What a revision shall have after this pass. A revision without a target has no Deployment.
 *
 * @param revision whose Deployment
 * @param size a fixed size while capacity moves; the autoscaler's bounds at rest
 */
public record Target(RevisionId revision, Size size) {}
