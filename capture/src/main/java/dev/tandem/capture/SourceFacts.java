/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

/**
 * What the source tells of itself when a session begins.
 *
 * @param identity changes when another server, or a rebuilt one, answers under the same name
 * @param snapshots whether a transaction may read all that is captured as it was at one time
 */
record SourceFacts(String identity, boolean snapshots) {}
