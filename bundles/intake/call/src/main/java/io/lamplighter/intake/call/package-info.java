/** The call desk of 95598 and the VIP line, and the figures of the switch. */
@NullMarked
package io.lamplighter.intake.call;

import org.jspecify.annotations.NullMarked;
