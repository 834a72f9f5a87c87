/** Texts in and out over SMPP 3.4. */
@NullMarked
package io.lamplighter.intake.sms;

import org.jspecify.annotations.NullMarked;
