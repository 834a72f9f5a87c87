/** Where meters' messages come in, and who provides the broker. */
@Version("1.1.0")
@Export
@NullMarked
package io.lamplighter.api.mqtt;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
