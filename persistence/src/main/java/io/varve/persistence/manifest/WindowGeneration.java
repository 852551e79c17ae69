package io.varve.persistence.manifest;

/**
 * A window of the head, or what came late for it.
 *
 * @param start of the window, milliseconds
 * @param generation 0 for the window itself, from 1 for what came after it was cut
 */
public record WindowGeneration(long start, int generation) {}
