/**
 * What the tests of every module share: random numbers from one printed seed, and the choice
 * between a quick and a thorough run. A failure is repeated with the line that it prints.
 */
@NullMarked
package io.varve.testing;

import org.jspecify.annotations.NullMarked;
