/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.work;

/**
 * What has been committed. A commit whose answer was lost with the server is not counted.
 *
 * @param inserts rows inserted
 * @param updates rows changed under their key
 * @param deletes rows deleted
 * @param keyChanges rows that got another key
 * @param swaps unique values that two rows swapped, or one handed on to another; the updates are
 *     counted, too
 * @param rollbacks transactions that were rolled back on purpose; nothing of them is counted
 * @param transactions committed ones that changed at least one row
 * @param rows all changes of rows: inserts, updates, deletes and key changes
 */
public record Counts(
    long inserts,
    long updates,
    long deletes,
    long keyChanges,
    long swaps,
    long rollbacks,
    long transactions,
    long rows) {}
