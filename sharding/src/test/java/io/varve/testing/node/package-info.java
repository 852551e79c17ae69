/**
 * A whole node without HTTP in the test's own process, over a real directory and on a clock that
 * the test turns; with what is needed to write to it and to read from it.
 */
@NullMarked
package io.varve.testing.node;

import org.jspecify.annotations.NullMarked;
