import AVFoundation
import AssentKit
import SwiftUI
import Testing
import UIKit

@testable import AssentApp

extension ThePhone {
    /// The camera: permission, what it reads, its end.
    @MainActor @Suite struct EyeTests {
        private let eye = Eye()

        init() {
            let lens = _Lens.shared
            (lens.isThere, lens.hasTorch, lens.isBroken, lens.status, lens.grants, lens.torch) = (true, true, false, .notDetermined, true, .off)
        }

        @Test func aPhoneWithoutCameraHasNeitherEyeNorLight() {
            #expect(eye.isThere && eye.hasLight)
            _Lens.shared.hasTorch = false
            #expect(eye.isThere && !eye.hasLight)
            _Lens.shared.isThere = false
            #expect(!eye.isThere && !eye.hasLight)
        }

        @Test(arguments: [true, false])
        func thePersonIsAskedAndTheAnswerIsKept(_ grants: Bool) async {
            _Lens.shared.grants = grants
            #expect(eye.isAllowed == nil)
            #expect(await eye.allow() == grants)
            #expect(eye.isAllowed == grants)
        }

        @Test func whereSomebodyElseForbadeItThePersonIsNotAsked() {
            _Lens.shared.status = .restricted
            #expect(eye.isAllowed == false)
        }

        @Test func everyCodeThatIsSeenIsReadUntilNobodyLooks() async throws {
            var seen = eye.look().makeAsyncIterator()
            let output = try await output()
            #expect(output.metadataObjectTypes == [.qr])
            output._sees("first", nil, "second")
            #expect(await [seen.next(), seen.next()] == ["first", "second"])
        }

        @Test func whoseTaskIsCancelledStopsTheCameraAndItsLight() async throws {
            let read = Task { for await _ in eye.look() {} }
            try await until("the camera") { eye.capture.session.isRunning }
            eye.light(true)
            try await until("light") { _Lens.shared.torch == .on }
            read.cancel()
            try await until("its end") { !eye.capture.session.isRunning && _Lens.shared.torch == .off }
        }

        @Test func anInterruptionEndsTheLookAndAnotherMayBegin() async throws {
            for trouble in [AVCaptureSession.wasInterruptedNotification, AVCaptureSession.runtimeErrorNotification] {
                var seen = eye.look().makeAsyncIterator()
                try await until("the camera") { eye.capture.session.isRunning }
                NotificationCenter.default.post(name: trouble, object: eye.capture.session)
                #expect(await seen.next() == nil)
                try await until("its end") { !eye.capture.session.isRunning }
            }
            #expect(eye.capture.session.inputs.count == 1 && eye.capture.session.outputs.count == 1)
        }

        @Test func whoLooksAnewIsNotStoppedByTheEndOfTheLookBefore() async throws {
            var before = eye.look().makeAsyncIterator()
            _ = try await output()
            var after = eye.look().makeAsyncIterator()
            #expect(await before.next() == nil)
            try await output()._sees("still there")
            #expect(await after.next() == "still there")
            #expect(eye.capture.session.isRunning)
        }

        @Test func aCameraThatCantBeHadEndsTheLook() async {
            _Lens.shared.isBroken = true
            var seen = eye.look().makeAsyncIterator()
            #expect(await seen.next() == nil)
            _Lens.shared.isThere = false
            seen = eye.look().makeAsyncIterator()
            #expect(await seen.next() == nil)
        }

        @Test func thePictureOfTheCameraIsTurnedUprightOnceItHasStarted() async throws {
            let finder = Finder(capture: eye.capture), view = finder.makeUIView(context: UIViewRepresentableContext())
            view.layoutSubviews()
            #expect(view.preview?.session === eye.capture.session && view.preview?.connection == nil)
            let look = eye.look()
            try await until("its angle") { view.preview?.connection?.videoRotationAngle == 90 }
            Finder.dismantleUIView(view, coordinator: ())
            #expect(view.preview?.session == nil)
            withExtendedLifetime(look) {}
        }

        @Test func thePictureHasItsPlaceAmongTheViews() {
            let window = TestWindow { Finder(capture: eye.capture) }
            #expect(window.screen.all.map(\.kind) == ["screen", "foreign"])
        }

        /// What the camera gives, once it runs.
        private func output() async throws -> AVCaptureMetadataOutput {
            try await until("the camera") { eye.capture.session.isRunning ? eye.capture.session.outputs.first as? AVCaptureMetadataOutput : nil }
        }
    }
}
