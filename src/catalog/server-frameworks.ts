import actix from './detectors/actix.ts';
import adonis from './detectors/adonis.ts';
import aiohttp from './detectors/aiohttp.ts';
import aspnet from './detectors/aspnet.ts';
import axum from './detectors/axum.ts';
import chi from './detectors/chi.ts';
import django from './detectors/django.ts';
import echo from './detectors/echo.ts';
import express from './detectors/express.ts';
import fastapi from './detectors/fastapi.ts';
import fastify from './detectors/fastify.ts';
import fiber from './detectors/fiber.ts';
import flask from './detectors/flask.ts';
import gin from './detectors/gin.ts';
import gorillaMux from './detectors/gorilla-mux.ts';
import grape from './detectors/grape.ts';
import hapi from './detectors/hapi.ts';
import hono from './detectors/hono.ts';
import koa from './detectors/koa.ts';
import ktor from './detectors/ktor.ts';
import laravel from './detectors/laravel.ts';
import micronaut from './detectors/micronaut.ts';
import nestjs from './detectors/nestjs.ts';
import nextjs from './detectors/nextjs.ts';
import phoenix from './detectors/phoenix.ts';
import quarkus from './detectors/quarkus.ts';
import rails from './detectors/rails.ts';
import rocket from './detectors/rocket.ts';
import sinatra from './detectors/sinatra.ts';
import slim from './detectors/slim.ts';
import starlette from './detectors/starlette.ts';
import symfony from './detectors/symfony.ts';
import tornado from './detectors/tornado.ts';

/** Frameworks that a program uses to answer requests. Spring is missing on purpose: it also runs batches. */
export const serverFrameworks = [
  express,
  fastify,
  nestjs,
  nextjs,
  koa,
  hono,
  hapi,
  adonis,
  fastapi,
  flask,
  django,
  starlette,
  aiohttp,
  tornado,
  quarkus,
  micronaut,
  ktor,
  rails,
  sinatra,
  grape,
  laravel,
  symfony,
  slim,
  gin,
  echo,
  fiber,
  chi,
  gorillaMux,
  aspnet,
  axum,
  actix,
  rocket,
  phoenix,
];
