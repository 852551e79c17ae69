/**
 * The words every other package speaks: labels, matchers, samples, histograms, time ranges and
 * errors, immutable and free of any framework.
 */
@NullMarked
package io.varve.model;

import org.jspecify.annotations.NullMarked;
