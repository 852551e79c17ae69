package io.varve.persistence.log.chain;

/** A link in its place in the chain, as its writer marked it. */
record NumberedLink(long number, Token token, Link link) {}
