package io.varve.persistence.event;

/**
 * Names a batch, so that one sent twice is known again.
 *
 * @param routerIncarnation random, drawn when the router starts
 * @param number rises with each batch of that router
 */
public record BatchId(long routerIncarnation, long number) {}
