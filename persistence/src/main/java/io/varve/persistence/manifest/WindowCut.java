package io.varve.persistence.manifest;

import io.varve.model.TenantId;
import io.varve.persistence.event.WindowId;

/**
 * A window that a block holds up to a record of the log, so that a replay which begins before that
 * record skips what is in it.
 *
 * @param tenant whose window
 * @param window which one
 * @param sequenceNr of the event that cut it
 */
public record WindowCut(TenantId tenant, WindowId window, long sequenceNr)
    implements ManifestItem {}
