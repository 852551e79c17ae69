/**
 * Makes one run of samples of many: chunks of the head and of blocks, overlapping or not. The
 * invariant: samples come in rising order of time, one for each time, and of several the one that
 * was stored first.
 */
@NullMarked
package io.varve.persistence.merge;

import org.jspecify.annotations.NullMarked;
