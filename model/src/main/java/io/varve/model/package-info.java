/**
 * The words every other module speaks: labels, matchers, samples, histograms, time ranges, hashes
 * and errors.
 *
 * <p>The invariant guarded here is that equal things have one representation, on every node and for
 * ever: a label set is sorted by name in UTF-8 byte order and holds no empty value, float values
 * compare by their bits, and the hashes that decide a series' shard are fixed by golden vectors
 * ({@code docs/format/series-hash.md}). The package depends on nothing but the JDK.
 */
@NullMarked
package io.varve.model;

import org.jspecify.annotations.NullMarked;
