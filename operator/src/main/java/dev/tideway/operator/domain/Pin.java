package dev.tideway.operator.domain;

/**
 * A revision that an action went back to. It holds for as long as the spec stays what it is.
 *
 * @param revision that serves instead
 * @param insteadOf hash of what the spec asks for
 * @param override whether it goes back despite a freeze
 */
public record Pin(RevisionId revision, String insteadOf, boolean override) {}
