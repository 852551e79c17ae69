package io.varve.promql.reference;

import io.varve.model.Labels;

/** A series' value at the time of evaluation. */
record Element(Labels labels, double value) {}
