package org.assent.app

import com.google.gson.Gson
import com.google.gson.JsonObject
import com.google.gson.JsonParser
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse.BodyHandlers

/** A real server with Ada, and a wiki that asks her: what people at a portal and a service do. See tests/src/scene. */
class Scene {
    private val facts = send("new", emptyMap<String, Any>())
    val account: String = facts["account"].asString
    val origin: String = facts["origin"].asString

    fun act(what: String, vararg wish: Pair<String, Any>) = send("${facts["scene"].asString}/$what", mapOf(*wish))

    /** [secs]: how long it may take to answer; 0: as long as usual. */
    fun ask(withNumber: Boolean = false, secs: Int = 0) = act("ask", "with_number" to withNumber, "secs" to secs)

    fun phones(): List<String> = act("phones")["names"].asString.lines().filter(String::isNotEmpty)

    fun status(asked: JsonObject): String = act("status", "id" to asked["id"].asString)["status"].asString

    private companion object {
        val http: HttpClient = HttpClient.newHttpClient()

        fun send(path: String, body: Any): JsonObject {
            val door = System.getenv("ASSENT_SCENE") ?: error("no server: run `make android`")
            val request = HttpRequest.newBuilder(URI("$door/$path"))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Gson().toJson(body))).build()
            val answer = http.send(request, BodyHandlers.ofString())
            check(answer.statusCode() == 200) { "$path: ${answer.body()}" }
            return JsonParser.parseString(answer.body()).asJsonObject
        }
    }
}
