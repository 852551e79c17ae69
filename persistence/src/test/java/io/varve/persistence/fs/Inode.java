package io.varve.persistence.fs;

/** What a name stands for. */
sealed interface Inode permits FileInode, DirectoryInode {}
