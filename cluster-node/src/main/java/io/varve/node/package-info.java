/**
 * The program itself: it reads the settings once, wires the other modules together, and starts and
 * stops them in order.
 */
@NullMarked
package io.varve.node;

import org.jspecify.annotations.NullMarked;
