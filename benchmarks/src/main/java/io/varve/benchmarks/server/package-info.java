/**
 * What a measured server uses.
 *
 * <p>It is looked at from outside, so that all servers are measured alike, whatever they say of
 * themselves.
 */
@NullMarked
package io.varve.benchmarks.server;

import org.jspecify.annotations.NullMarked;
