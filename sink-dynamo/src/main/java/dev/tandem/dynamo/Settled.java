/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import dev.tandem.model.target.Delivery;

/** A change and what became of it. */
record Settled(Delivery delivery, Outcome outcome) {}
