package io.varve.persistence.manifest;

/**
 * A local file with sealed chunks of the head.
 *
 * @param id its number
 * @param forcedBytes how many of its bytes are durable; it is cut to these at recovery
 */
public record HeadSegment(long id, long forcedBytes) {}
