/**
 * The head: samples that are in no block yet, by series. The invariant: a sample that was accepted
 * is in exactly one of a series' open chunk, its late buffer, or a sealed chunk on its list.
 */
@NullMarked
package io.varve.persistence.head;

import org.jspecify.annotations.NullMarked;
