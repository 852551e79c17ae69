package io.varve.persistence.index;

import io.varve.model.Labels;

/**
 * A series as the index knows it.
 *
 * @param labels its label set
 * @param chunks its chunks in order of time; not to be changed
 */
public record SeriesEntry(Labels labels, ChunkMetas chunks) {}
