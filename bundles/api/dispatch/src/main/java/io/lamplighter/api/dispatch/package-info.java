/** Dispatch (服务调度): crews, their work, and the times promised to customers. */
@Version("1.0.0")
@Export
@NullMarked
package io.lamplighter.api.dispatch;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
