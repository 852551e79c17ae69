package io.varve.persistence.manifest;

import io.varve.model.TenantId;

/**
 * A window that a block holds up to a record of the log, so that a replay which begins before that
 * record skips what is in it.
 *
 * @param tenant whose window
 * @param window which one
 * @param sequenceNr of the event that cut it
 */
public record WindowCut(TenantId tenant, WindowGeneration window, long sequenceNr)
    implements ManifestItem {}
