package io.varve.persistence.manifest;

/**
 * A window of the head, or what came late for it.
 *
 * @param start of the window, milliseconds
 * @param generation rises from 0 with each cut of the window, and begins anew once no recovery can
 *     meet an earlier one
 */
public record WindowGeneration(long start, int generation) {}
