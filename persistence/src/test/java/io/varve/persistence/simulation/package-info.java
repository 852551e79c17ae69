/**
 * Nodes, clocks and pauses under one seed: what a log, a manifest and a sweeper promise is tried
 * here against every order of their calls that a seed comes upon.
 */
@NullMarked
package io.varve.persistence.simulation;

import org.jspecify.annotations.NullMarked;
