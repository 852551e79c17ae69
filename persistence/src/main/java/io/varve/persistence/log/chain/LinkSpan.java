package io.varve.persistence.log.chain;

/** Which records a link holds, both ends inclusive. */
record LinkSpan(long number, long first, long last) {}
