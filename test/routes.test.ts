import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import gatherer from '../src/catalog/gatherers/routes.ts';
import { sourceDriver } from '../src/drivers/source.ts';
import { repoOf } from './parsed.ts';

/** [file, code, "METHOD path guards…" …] */
const samples: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'a.ts',
    "import express from 'express';\nconst app = express();\napp.get('/users/:id', auth, (req, res) => {});\napp.delete('/x', h);",
    ['GET /users/{id} auth', 'DELETE /x'],
  ],
  [
    'a.js',
    "const express = require('express');\nconst router = express.Router();\nrouter.use(requireUser);\nrouter.route('/a').get(h).post(validate, h);",
    ['POST /a requireUser validate', 'GET /a requireUser'],
  ],
  [
    'a.ts',
    "import axios from 'axios';\nimport express from 'express';\naxios.get('/users', () => {});\ncache.get('/x', h);",
    [],
  ],
  ['a.ts', "const user = await api.get('/users');", []],
  [
    'a.ts',
    "import Fastify from 'fastify';\nconst app = Fastify();\napp.post('/orders', { preHandler: [requireUser] }, async () => {});\napp.route({ method: ['GET', 'HEAD'], url: '/r', handler });",
    ['POST /orders [requireUser]', 'GET /r', 'HEAD /r'],
  ],
  [
    'a.ts',
    "import type { FastifyInstance } from 'fastify';\nfunction f(app: FastifyInstance) { app.addHook('onRequest', requireUser); app.get('/a', h); }",
    ['GET /a requireUser'],
  ],
  [
    'a.ts',
    "import type { Routes } from '../service.ts';\nexport const healthRoutes: Routes = (app) => {\n  app.get('/health/ready', { schema }, async () => ({}));\n  store.get('/x', () => 1);\n};",
    ['GET /health/ready'],
  ],
  [
    'a.ts',
    "import { Hono } from 'hono';\nconst app = new Hono();\napp.get('/h', (c) => c.text('x'));",
    ['GET /h'],
  ],
  [
    'a.ts',
    "import Router from 'koa-router';\nconst router = new Router();\nrouter.post('users.info', auth(), async (ctx) => {});",
    ['POST /users.info auth()'],
  ],
  [
    'a.ts',
    "import { Controller, Get } from '@nestjs/common';\n@Controller('users')\n@UseGuards(JwtGuard)\nexport class U { @Get(':id') one(@Param('id') id: string) {} @Post() @Roles('admin') make() {} }",
    ['GET /users/{id} UseGuards(JwtGuard)', "POST /users UseGuards(JwtGuard) Roles('admin')"],
  ],
  [
    'src/app/api/(v)/items/[id]/route.ts',
    'export async function GET() {}\nexport const DELETE = handler;',
    ['GET /api/items/{id}', 'DELETE /api/items/{id}'],
  ],
  ['pages/api/users/[id].ts', 'export default function handler() {}', ['ANY /api/users/{id}']],
  ['server/api/items/[id].get.ts', 'export default defineEventHandler(() => 1);', ['GET /api/items/{id}']],
  [
    'a.py',
    'from fastapi import APIRouter\nrouter = APIRouter(prefix="/items", dependencies=[Depends(token)])\n@router.get("/{id}")\nasync def one(id: int, user: CurrentUser): ...',
    ['GET /items/{id} [Depends(token)] CurrentUser'],
  ],
  [
    'a.py',
    'from flask import Blueprint\nbp = Blueprint("u", __name__, url_prefix="/u")\n@bp.route("/<int:id>", methods=["GET", "POST"])\n@login_required\ndef f(id): ...',
    ['GET /u/{id} login_required', 'POST /u/{id} login_required'],
  ],
  [
    'urls.py',
    'urlpatterns = [path("a/<int:pk>/", views.a), re_path(r"^b/(?P<slug>[-a-z]+)/$", login_required(views.b)), path("c/", include("c.urls"))]',
    ['ANY /a/{pk}', 'ANY /b/{slug} login_required'],
  ],
  ['urls.py', 'router = DefaultRouter()\nrouter.register("users", UserViewSet)', ['ANY /users']],
  [
    'a.go',
    'package a\nimport "github.com/gin-gonic/gin"\nfunc f() { r := gin.Default()\nv := r.Group("/v1", auth())\nv.GET("/x/:id", h)\nr.POST("/y", limit, h) }',
    ['GET /v1/x/{id} auth()', 'POST /y limit'],
  ],
  [
    'a.go',
    'package a\nimport "github.com/go-chi/chi/v5"\nfunc f() { r := chi.NewRouter()\nr.Use(logger)\nr.Route("/v1", func(r chi.Router) { r.Get("/x", h) }) }',
    ['GET /v1/x logger'],
  ],
  [
    'a.go',
    'package a\nimport "net/http"\nfunc f() { http.HandleFunc("/a", h)\nmux := http.NewServeMux()\nmux.HandleFunc("GET /b/{id}", h)\nhttp.Get("https://x.dev/") }',
    ['ANY /a', 'GET /b/{id}'],
  ],
  [
    'a.go',
    'package a\nimport "github.com/gorilla/mux"\nfunc f() { r := mux.NewRouter()\nr.HandleFunc("/a/{id:[0-9]+}", h).Methods("PUT") }',
    ['PUT /a/{id}'],
  ],
  [
    'a.go',
    'package a\nimport "github.com/gin-gonic/gin"\nfunc f(r *gin.Engine) { r.Group("/x").Use(auth.Required()).POST("/m", h) }',
    ['POST /m auth.Required()'],
  ],
  [
    'a.go',
    'package a\nimport "github.com/labstack/echo/v4"\nfunc f(e *echo.Echo) { e.GET("/e", h, auth) }',
    ['GET /e h'],
  ],
  [
    'A.java',
    '@RestController @RequestMapping("/api") class A { @GetMapping("/x/{id}") @PreAuthorize("hasRole(\'A\')") String f() { return ""; } @RequestMapping(value = "/y", method = RequestMethod.PUT) void g() {} }',
    ['GET /api/x/{id} @PreAuthorize("hasRole(\'A\')")', 'PUT /api/y'],
  ],
  [
    'A.java',
    '@Path("/r") class A { @GET @Path("/{id}") @RolesAllowed("a") String f() { return ""; } @POST void g() {} }',
    ['GET /r/{id} @RolesAllowed("a")', 'POST /r'],
  ],
  [
    'config/routes.rb',
    "Rails.application.routes.draw do\n  get '/about', to: 'p#a'\n  namespace :api do\n    resources :users, only: [:index, :show] do\n      member do\n        post :ban\n      end\n    end\n  end\n  root 'p#h'\nend",
    ['GET /about', 'GET /api/users', 'GET /api/users/{id}', 'POST /api/users/{user_id}/{id}/ban', 'GET /'],
  ],
  ['app.rb', "require 'sinatra'\nget '/hello/:name' do\n  'x'\nend", ['GET /hello/{name}']],
  [
    'routes/api.php',
    "<?php Route::middleware('auth:sanctum')->prefix('v1')->group(function () { Route::get('/users/{id}', [A::class, 'b'])->middleware('can:x'); Route::apiResource('posts', P::class); });",
    [
      'GET /api/v1/users/{id} auth:sanctum can:x',
      'GET /api/v1/posts auth:sanctum',
      'POST /api/v1/posts auth:sanctum',
      'GET /api/v1/posts/{id} auth:sanctum',
      'PUT /api/v1/posts/{id} auth:sanctum',
      'DELETE /api/v1/posts/{id} auth:sanctum',
    ],
  ],
  [
    'index.php',
    "<?php use Slim\\Factory\\AppFactory; $app = AppFactory::create(); $app->get('/hello/{name}', function () {});",
    ['GET /hello/{name}'],
  ],
  [
    'A.php',
    "<?php #[Route('/api')] class A { #[Route('/x/{id}', methods: ['GET'])] public function f() {} }",
    ['GET /api/x/{id}'],
  ],
];

describe('routes that code answers', () => {
  for (const [path, text, expected] of samples) {
    it(`${path}: ${text.replaceAll('\n', ' ').slice(0, 100)}`, async () => {
      const { routes } = await look({ [path]: text });

      assert.deepEqual(
        routes.map(({ method, path: route, guards }) => [method, route, ...guards].join(' ')),
        expected,
      );
    });
  }

  it('are told apart by whether another file may put something before them', async () => {
    const { routes } = await look({
      'a.ts': "import express from 'express';\nconst app = express();\napp.get('/a', h);",
      'b.ts': "import { Router } from 'express';\nexport const router = Router();\nrouter.get('/b', h);",
    });

    assert.deepEqual(
      routes.map(({ path, prefixKnown }) => [path, prefixKnown]),
      [
        ['/a', true],
        ['/b', false],
      ],
    );
  });

  it('say what their handlers ask', async () => {
    const { routes } = await look({
      'a.ts':
        "import express from 'express';\nconst app = express();\napp.get('/ready', async () => { await pool.query('SELECT 1'); await redis.ping(); });\napp.get('/live', () => 'ok');",
    });

    assert.deepEqual(
      routes.map((route) => route.touches),
      [['database', 'cache'], []],
    );
  });
});

function look(files: Readonly<Record<string, string>>) {
  const repo = repoOf(files);
  const drivers = { repo, source: sourceDriver(repo) };
  return gatherer.gather({ given: {}, drivers, traits: [], signal: new AbortController().signal });
}
