package io.varve.persistence.event;

import io.varve.model.Labels;

/** A series that an event creates, and the reference that it has from then on in its shard. */
public record NewSeries(int ref, Labels labels) {}
