package io.varve.persistence.manifest;

/**
 * What a manifest may hold in any number, and therefore spills into pages. Items never change; one
 * that no longer holds is dropped, and another one added.
 */
public sealed interface ManifestItem permits BlockEntry, DeletedBlock, WindowCut, StoredObject {}
