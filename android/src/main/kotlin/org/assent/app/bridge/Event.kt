package org.assent.app.bridge

import org.assent.core.NoticeKind

/** What happened to an account that its owner must know of. */
sealed interface Event {
    /** This phone was unlinked. */
    data object Unlinked : Event

    /** Another phone. */
    data class DeviceLinked(val name: String) : Event
    data class DeviceRemoved(val name: String) : Event

    /** Somebody answered "It was not me". */
    data class Reported(val service: String) : Event
    data class Changed(val what: Change) : Event

    companion object {
        /** Null: nothing that must be known. */
        fun of(notice: Notice): Event? = when (val kind = notice.kind) {
            NoticeKind.Unlinked -> Unlinked
            is NoticeKind.DeviceLinked -> DeviceLinked(kind.name)
            is NoticeKind.DeviceRemoved -> DeviceRemoved(kind.name)
            is NoticeKind.Reported -> Reported(kind.service)
            is NoticeKind.Changed -> Changed(kind.what)
            is NoticeKind.Renamed, is NoticeKind.Quiet, NoticeKind.Unknown -> null
        }
    }
}
